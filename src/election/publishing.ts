import type { Address } from "viem";
import type { Question } from "./question";
import { votersInChunk } from "./roll";

/** An election on its way to the chain, word for word as it was when publishing began. */
export type Publishing = {
  /** Whoever signs and pays: publisher of the roll and organiser of the election. */
  publisher: Address;
  question: Question;
  /** Who may vote. `voters` become a roll: in its order, each once. */
  electorate: { kind: "anyone" } | { kind: "roll"; roll: Address } | { kind: "voters"; voters: readonly Address[] };
};

/** One transaction of a publishing. `from` and `to` count voters from 0; `to` is the one after the last. */
export type PublishingStep =
  | { kind: "createRoll" }
  | { kind: "addVoters"; from: number; to: number }
  | { kind: "closeRoll"; chunks: number }
  | { kind: "createElection" };

/** What stands on the chain of a publishing. `roll` only where one is made of voters. */
export type PublishingProgress = {
  roll: { address: Address; isCreated: boolean; size: number; isClosed: boolean } | undefined;
  election: { address: Address; isCreated: boolean };
};

/** All transactions of a publishing, in their order. */
export function publishingSteps({ electorate }: Pick<Publishing, "electorate">): PublishingStep[] {
  if (electorate.kind !== "voters") return [{ kind: "createElection" }];
  const count = electorate.voters.length;
  const chunks = Math.ceil(count / votersInChunk);
  const additions = Array.from({ length: chunks }, (_, chunk) => ({
    kind: "addVoters" as const,
    from: chunk * votersInChunk,
    to: Math.min(count, (chunk + 1) * votersInChunk),
  }));
  return [{ kind: "createRoll" }, ...additions, { kind: "closeRoll", chunks }, { kind: "createElection" }];
}

/** Whether the chain shows that a step is done. */
export function isStepDone(step: PublishingStep, { roll, election }: PublishingProgress): boolean {
  switch (step.kind) {
    case "createRoll":
      return roll?.isCreated ?? false;
    case "addVoters":
      return roll !== undefined && roll.size >= step.to;
    case "closeRoll":
      return roll?.isClosed ?? false;
    case "createElection":
      return election.isCreated;
  }
}

/**
 * About what a step of the roll costs in gas, as measured with this compiler's build (`test/integration/publish.test.ts`
 * holds it against receipts). What the election itself costs depends on its text, so a node is asked.
 */
export function rollStepGas(step: Exclude<PublishingStep, { kind: "createElection" }>): bigint {
  switch (step.kind) {
    case "createRoll":
      return 850_000n;
    case "addVoters":
      return 95_000n + 4_470n * BigInt(step.to - step.from);
    case "closeRoll":
      return 62_000n + 8_600n * BigInt(step.chunks);
  }
}
