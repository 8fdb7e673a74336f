import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { chainTime } from "@/election/phase";
import type { SignedBallot } from "@/election/signedBallot";
import type { RelayConfiguration } from "@/relay/configuration";
import type { Journal, KeptBallot } from "@/relay/journal/journal";
import type { Keep } from "@/relay/journal/keepTogether";
import { StorageError } from "@/relay/journal/storageError";
import type { BallotBox } from "./ballotBox";
import type { FindSigner } from "./checkInTurn";
import type { OpenedElection } from "./openedElections";
import { RefusedError } from "./refusal";
import type { ServedChain } from "./servedChain";

/** What a relay judges ballots by. */
export type Door = {
  chains: ReadonlyMap<number, Pick<ServedChain, "head" | "elections" | "box" | "wallets" | "purse">>;
  journal: Pick<Journal, "find" | "signAnew">;
  keep: Keep;
  findSigner: FindSigner;
  rules: Pick<RelayConfiguration, "lastSeconds" | "organisers">;
};

/** A ballot that the relay holds: accepted just now, or the same choice of the same voter earlier. */
export type Taken = { isNew: true } | Known;
type Known = { isNew: false; kept: KeptBallot };

/**
 * Accepts a ballot where it would count, and where the relay can still deliver it. What is cheap is checked first.
 * When it returns, the ballot is on the disk.
 * @param now The time in milliseconds.
 * @throws {RefusedError} that says why the ballot is not taken.
 */
export async function acceptBallot(door: Door, ballot: SignedBallot, now: number): Promise<Taken> {
  const chain = servedChain(door, ballot.chainId);
  const head = chain.head.get(now);
  const opened = await chain.elections.open(ballot.election, now);
  const { election } = opened;
  if (door.rules.organisers && !door.rules.organisers.includes(election.organiser)) {
    throw new RefusedError(
      "budgetSpent",
      "This relay serves certain organisers only, and not this one. Another one may.",
    );
  }
  if (opened.voterAt(ballot.index)?.toLowerCase() !== ballot.voter.toLowerCase()) {
    throw new RefusedError("notOnRoll", "The election's roll does not have this voter at this place.");
  }
  const number = numberOf(election, ballot.choice);

  const kept = atJournal(() => door.journal.find(ballot.chainId, election.address, ballot.index));
  if (kept) return signAnew(door, election, asKnown(kept, number), ballot, head);
  checkWindow(election, chainTime(head, now), BigInt(door.rules.lastSeconds));
  if (ballot.signedBy === "key") await checkSignature(door, election, ballot);
  await checkNotCounted(chain.box, opened, ballot.index, head);
  // The dearest question of all, as it runs a stranger's code: after everything that may spare it.
  if (ballot.signedBy === "wallet") await chain.wallets.check(election, ballot, head);
  if (!(await chain.purse.canPay(head, ballot.signedBy))) {
    throw new RefusedError("noFunds", "This relay has no coin left to pay for more ballots. Another one may.", 60);
  }

  const { chainId, index, signedBy, signature, voter } = ballot;
  const { address, organiser } = election;
  return keep(door, { chainId, election: address, index, number, signedBy, signature, voter, organiser });
}

/**
 * What the relay holds of the voter at that place on the roll, and the candidate's name.
 * @param now The time in milliseconds.
 * @throws {RefusedError} where it holds nothing, or cannot tell what.
 */
export async function findBallot(
  door: Door,
  { chainId, election, index }: Pick<SignedBallot, "chainId" | "election" | "index">,
  now: number,
): Promise<{ kept: KeptBallot; choice: string }> {
  const chain = servedChain(door, chainId);
  const kept = atJournal(() => door.journal.find(chainId, election, index));
  if (!kept) throw new RefusedError("notFound", "This relay holds no ballot of this voter.");
  const opened = await chain.elections.open(kept.election, now);
  return { kept, choice: opened.election.candidates[kept.number - 1]?.written ?? "" };
}

function servedChain({ chains }: Door, chainId: number) {
  const chain = chains.get(chainId);
  if (chain) return chain;
  throw new RefusedError("unknownChain", `This relay does not serve the chain ${chainId}.`);
}

/** The number, from 1, of the candidate with exactly this name. */
function numberOf({ candidates }: Election, choice: string): number {
  const number = candidates.findIndex(({ written, genuine }) => genuine && written === choice) + 1;
  if (number > 0) return number;
  throw new RefusedError("unknownCandidate", "No candidate of the election has exactly this name.");
}

function checkWindow({ opens, closes }: Election, time: bigint, last: bigint): void {
  if (time < opens) throw new RefusedError("notOpen", "The election is not open yet.");
  if (time >= closes) throw new RefusedError("notOpen", "The election is closed.");
  if (time >= closes - last) {
    throw new RefusedError(
      "notOpen",
      "The election closes so soon that this relay could come too late. The voter's own transaction may still arrive.",
    );
  }
}

async function checkSignature({ findSigner }: Door, { written: title }: Election, ballot: SignedBallot): Promise<void> {
  const { chainId, election, voter, choice, signature } = ballot;
  const signer = title === undefined ? undefined : await findSigner({ chainId, election, title, choice }, signature);
  if (signer !== voter) throw new RefusedError("badSignature", "The signature is not this voter's for this ballot.");
}

async function checkNotCounted(box: BallotBox, opened: OpenedElection, index: number, head: Head): Promise<void> {
  const mark = await box.markAt(opened.election.address, opened.size, index, head).catch((cause: unknown) => {
    throw new RefusedError("chainUnreachable", "The ballot box cannot be read from the chain just now.", 5, { cause });
  });
  if (mark !== 0) throw new RefusedError("alreadyVoted", "A ballot of this voter is counted already.");
}

/**
 * Takes the signature of a contract wallet in place of the one that is held for the same choice, where the wallet accepts
 * this one and no longer that one, as after its owners have changed: the relay would else call accepted what never counts.
 * What is on its way, or accepted still, stays as it is, so that nobody can put a costlier signature in its place.
 */
async function signAnew(
  door: Door,
  election: Election,
  known: Known,
  ballot: SignedBallot,
  head: Head,
): Promise<Known> {
  const { kept } = known;
  const isOther = kept.signature.toLowerCase() !== ballot.signature.toLowerCase();
  if (!isOther || kept.signedBy !== "wallet" || ballot.signedBy !== "wallet" || kept.state !== "accepted") return known;
  const { wallets } = servedChain(door, ballot.chainId);
  const code = await wallets.check(election, { ...ballot, signature: kept.signature }, head).catch(codeOf);
  if (code !== "badSignature") return known;
  await wallets.check(election, ballot, head);
  const { signature } = ballot;
  atJournal(() => door.journal.signAnew(kept, signature));
  return { isNew: false, kept: { ...kept, signature } };
}

function codeOf(error: unknown) {
  if (error instanceof RefusedError) return error.code;
  throw error;
}

async function keep(door: Door, ballot: Parameters<Keep>[0]): Promise<Taken> {
  const answer = await door.keep(ballot).catch(refuseStorage);
  if (answer.kind === "accepted") return { isNew: true };
  if (answer.kind === "known") return asKnown(answer.ballot, ballot.number);
  throw new RefusedError("budgetSpent", `This relay takes no more ballots ${spent[answer.which]}. Another one may.`);
}

const spent = { election: "of this election", organiser: "of this organiser's elections", total: "at all" };

function asKnown(kept: KeptBallot, number: number): Known {
  if (kept.number === number) return { isNew: false, kept };
  throw new RefusedError(
    "otherBallotHeld",
    "This relay holds a ballot of this voter with another choice. The one that is delivered first counts.",
  );
}

function atJournal<Result>(use: () => Result): Result {
  try {
    return use();
  } catch (cause) {
    return refuseStorage(cause);
  }
}

function refuseStorage(cause: unknown): never {
  if (!(cause instanceof StorageError)) throw cause;
  throw new RefusedError("storage", "This relay cannot write to its disk, so it takes no ballot.", 60, { cause });
}
