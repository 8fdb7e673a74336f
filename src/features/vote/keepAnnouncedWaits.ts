import { probeRelay } from "@/chain/probeRelay";
import type { Election } from "@/election/election";
import type { RelayStatement } from "@/election/relayStatement";
import type { SignedBallot } from "@/election/signedBallot";
import { keepStatements } from "./keptBallot";

/** Asks relays that have made these statements how long ballots wait there, and keeps it; who does not say is passed over. */
export async function keepAnnouncedWaits(
  election: Election,
  ballot: SignedBallot,
  told: readonly RelayStatement[],
): Promise<void> {
  const asked = told.map(async ({ relay }) => {
    const probe = await probeRelay(relay, ballot.chainId);
    if (probe.state !== "serves" || probe.longestWait === undefined) return;
    const { longestWait } = probe;
    keepStatements(election, ballot, (before) =>
      before.map((statement) => (statement.relay === relay ? { ...statement, longestWait } : statement)),
    );
  });
  await Promise.all(asked);
}
