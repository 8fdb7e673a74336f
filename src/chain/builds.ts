import type { Address, Hex } from "viem";
import type { Build, Created } from "@/recount/build";
import { openElectionFactory, rollElectionFactory, rollFactory } from "./generated/factories";
import { layout } from "./generated/layout";

/**
 * Every published build of the contracts, the newest first: what elections are recognised by. Loaded when a recount begins,
 * since the initcodes are no part of the first screen.
 */
export async function loadBuilds(): Promise<readonly Build[]> {
  const [{ openElectionInitcode }, { rollElectionInitcode }, { rollInitcode }] = await Promise.all([
    import("./generated/openElectionInitcode"),
    import("./generated/rollElectionInitcode"),
    import("./generated/rollInitcode"),
  ]);
  return [
    {
      open: created(openElectionFactory, openElectionInitcode),
      onRoll: created(rollElectionFactory, rollElectionInitcode),
      roll: created(rollFactory, rollInitcode),
      layout: {
        open: { tally: BigInt(layout.open.tally) },
        onRoll: { tally: BigInt(layout.onRoll.tally), box: BigInt(layout.onRoll.box) },
        roll: { ...layout.roll, slot: BigInt(layout.roll.slot) },
      },
    },
  ];
}

function created(factory: { address: Address; initcodeHash: Hex }, initcode: Hex): Created {
  return { factory: factory.address, factoryInitcodeHash: factory.initcodeHash, initcode };
}
