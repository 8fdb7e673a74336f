import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, parseEther, parseGwei } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { createNode } from "@/chain/node";
import { watchHead } from "@/chain/watchHead";
import { openBox } from "@/election/box";
import type { SignedBallot } from "@/election/signedBallot";
import { startCarrying } from "@/relay/carry/carry";
import type { CarryEvent, Carrying, CarryStatus } from "@/relay/carry/carrying";
import { type Journal, openJournal } from "@/relay/journal/journal";
import { type SigningElection, signBallot } from "./signBallots";
import type { TestChain } from "./startChain";

/** A carrier with an account and a file of its own. */
export type Carrier = {
  address: Address;
  /** Its file. */
  file: string;
  journal: Journal;
  events: CarryEvent[];
  /** Sentences that it logged as warnings. */
  warnings: string[];
  status: () => CarryStatus;
  /** Accepts the ballots of these voters, as the relay does once it has judged them. */
  accept: (election: SigningElection, indexes: readonly number[], choice?: string) => Promise<void>;
  /** The same of these ballots, whoever has signed them. */
  keep: (election: SigningElection, ballots: readonly SignedBallot[]) => void;
  /** Ends it as it is, and begins anew with the same file and account. */
  restart: (wishes?: Wishes) => Promise<void>;
  stop: () => Promise<void>;
};

type Wishes = Partial<Carrying["rules"]> & {
  /** Instead of the chain's own. */
  endpoints?: string[];
  /** In wei; 10 coins where not given. */
  balance?: bigint;
  signer?: Carrying["signer"];
};

/** More than any test accepts. */
const budget = { election: 100_000, organiser: 100_000, total: 100_000 };

/** Starts a carrier that sends at once what it holds, unless wished otherwise. */
export async function startCarrier(chain: TestChain, wishes: Wishes = {}): Promise<Carrier> {
  const folder = mkdtempSync(join(tmpdir(), "carrier-"));
  const file = join(folder, "relay.sqlite");
  const { signer = privateKeyToAccount(generatePrivateKey()) } = wishes;
  await chain.node.setBalance({ address: signer.address, value: wishes.balance ?? parseEther("10") });
  const events: CarryEvent[] = [];
  const warnings: string[] = [];
  let journal = openJournal(file);

  function begin({ endpoints, balance: _, signer: __, ...rules }: Wishes) {
    const configuration = endpoints ? { ...chain.configuration, endpoints } : chain.configuration;
    const standard = { mostBallots: 1_900, mostGas: 15_000_000n, longestWait: 0, marginBeforeClose: 60 };
    const node = createNode(configuration);
    let stopWatching = () => {};
    const carrying = startCarrying({
      journal,
      chain: configuration,
      node,
      watch: (onHead, onError) => {
        stopWatching = watchHead(configuration, node, onHead, onError);
      },
      signer,
      rules: { ...standard, feeCeiling: parseGwei("100"), replaceAfter: 3600, ...rules },
      log: { info: () => {}, warn: (_, sentence) => warnings.push(sentence) },
      onEvent: (event) => events.push(event),
    });
    return {
      status: carrying.status,
      async stop() {
        await carrying.stop();
        stopWatching();
      },
    };
  }
  let running = begin(wishes);

  function keep(election: SigningElection, ballots: readonly SignedBallot[]) {
    for (const { choice, ...ballot } of ballots) {
      const number = election.candidates.indexOf(choice) + 1;
      const answer = journal.accept(
        { ...ballot, number, organiser: chain.accounts[0], acceptedAt: Date.now() },
        budget,
      );
      if (answer.kind !== "accepted")
        throw new Error(`The ballot at ${ballot.index} was not accepted: ${answer.kind}.`);
    }
  }

  return {
    address: signer.address,
    file,
    get journal() {
      return journal;
    },
    events,
    warnings,
    status: () => running.status(),
    async accept(election, indexes, choice = election.candidates[0] ?? "") {
      for (const index of indexes) keep(election, [await signBallot(election, index, choice)]);
    },
    keep,
    async restart(others = wishes) {
      await running.stop();
      journal.close();
      journal = openJournal(file);
      running = begin(others);
    },
    async stop() {
      await running.stop();
      journal.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What the ballot box of an election shows at the newest block, by index. */
export async function readMarks({ node }: TestChain, { address, voters }: SigningElection): Promise<number[]> {
  const args = [0n, BigInt(Math.ceil(voters.length / 32))] as const;
  const words = await node.readContract({ address, abi: rollElectionAbi, functionName: "box", args });
  return [...(openBox(words, voters.length) ?? [])];
}
