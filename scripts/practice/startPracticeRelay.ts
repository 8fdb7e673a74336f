import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfiguration } from "@/chain/configuration";
import { readRelayConfiguration } from "@/relay/configuration";
import { type Relay, startRelay } from "@/relay/startRelay";
import { atEnd } from "../atEnd.mjs";
import type { Anvil } from "./startAnvil";
import { describePractice } from "./startPractice";

/** Nobody waits long for others here, and an election that closes within minutes is served too. */
const impatient = { RELAY_LONGEST_WAIT: "4", RELAY_MARGIN: "60", RELAY_LAST_SECONDS: "10" };

/**
 * Starts a relay of the practice chain in this process, on `port` or the next free one. Its journal goes when this process
 * does, as the chain does.
 */
export function startPracticeRelay(anvil: Anvil, port: number): Promise<Relay> {
  const folder = mkdtempSync(join(tmpdir(), `recount-practice-${process.pid}-`));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return startRelay({
    ...readRelayConfiguration(impatient),
    ...parseConfiguration(describePractice(anvil)),
    port: { number: port, isChosen: false },
    file: join(folder, "relay.sqlite"),
  });
}
