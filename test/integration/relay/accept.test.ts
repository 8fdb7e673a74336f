import { type Address, concatHex, type Hex, type PrivateKeyAccount, slice } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { packBatch } from "@/election/ballotBatch";
import { writeBallotFile } from "@/election/ballotFile";
import { candidateId } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../../support/signBallots";
import { createElection, startChain, type TestChain } from "../../support/startChain";
import { handIn, lookUp, post, type RelayAnswer, type RunningRelay, startRelay } from "../../support/startRelay";

let chain: TestChain;
let relay: RunningRelay;
let voters: PrivateKeyAccount[];
let roll: Address;
let election: SigningElection;
/** The voters who have not voted, by index. */
let next = 0;

beforeAll(async () => {
  chain = await startChain();
  voters = inventSigners(40);
  election = await createSigningElection(chain, voters);
  roll = election.roll;
  // Nothing is sent while these tests run.
  const environment = { RELAY_LONGEST_WAIT: "86400", RELAY_MARGIN: "60", RELAY_BUDGET_ORGANISER: "60" };
  relay = await startRelay(chain, { environment });
}, 60_000);
afterAll(async () => {
  await relay.stop();
  await chain.stop();
});

/** A ballot of a voter who has not voted yet. */
function newBallot(choice = "Ada", of = election): Promise<SignedBallot> {
  next += 1;
  return signBallot(of, next - 1, choice);
}

/** Another election on the same roll. */
function another(wishes: Parameters<typeof createElection>[1]): Promise<SigningElection> {
  return createSigningElection(chain, voters, { ...wishes, roll });
}

/** Resolves when the relay has seen the chain's newest block, which it does a moment later. */
async function seesNewestBlock(): Promise<void> {
  const { number } = await chain.node.getBlock();
  const block = async () => (await (await fetch(`${relay.url}/health`)).json()).chains[0].block;
  await expect.poll(block, { timeout: 10_000 }).toBe(`${number}`);
}

function refusal({ status, body }: RelayAnswer): [number, string | undefined] {
  return [status, body.error?.code];
}

describe("a ballot that would count", () => {
  test("is accepted, and can be looked up", async () => {
    const ballot = await newBallot("Grace");
    const answer = await handIn(relay, ballot);
    expect([answer.status, answer.body]).toEqual([202, { state: "accepted", choice: "Grace" }]);
    const found = await lookUp(relay, ballot);
    expect([found.status, found.body]).toEqual([200, { state: "accepted", choice: "Grace" }]);
  });

  test("is answered with its state when it is handed in again", async () => {
    const ballot = await newBallot();
    await handIn(relay, ballot);
    const again = await handIn(relay, ballot);
    expect([again.status, again.body]).toEqual([200, { state: "accepted", choice: "Ada" }]);
  });

  test("is accepted once where it is handed in many times at once", async () => {
    const ballot = await newBallot();
    const answers = await Promise.all(Array.from({ length: 10 }, () => handIn(relay, ballot)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 202]);
  });

  test("is taken from any page", async () => {
    const ballot = await newBallot();
    const asked = await fetch(`${relay.url}/ballots`, {
      method: "OPTIONS",
      headers: {
        Origin: "https://page.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
      },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(asked.headers.get("Access-Control-Allow-Headers")).toBe("content-type");
    expect((await handIn(relay, ballot)).headers.get("Access-Control-Allow-Origin")).toBe("*");
  });
});

describe("a ballot that would not count is refused", () => {
  test("of another choice than the one that is held", async () => {
    const ballot = await newBallot("Ada");
    await handIn(relay, ballot);
    const other = await signBallot(election, ballot.index, "Grace");
    expect(refusal(await handIn(relay, other))).toEqual([409, "otherBallotHeld"]);
    expect((await lookUp(relay, ballot)).body.choice).toBe("Ada");
  });

  test("on a chain that is not served", async () => {
    const ballot = await newBallot();
    expect(refusal(await handIn(relay, { ...ballot, chainId: 10 }))).toEqual([422, "unknownChain"]);
  });

  test("at an address without an election, and at one that is open to all", async () => {
    const ballot = await newBallot();
    const open = await createElection(chain, { title: "For everybody" });
    for (const address of [voters[0]?.address ?? open, roll, open]) {
      expect(refusal(await handIn(relay, { ...ballot, election: address }))).toEqual([422, "notGenuine"]);
    }
  });

  test("where the voter is not at that place on the roll", async () => {
    const ballot = await newBallot();
    const elsewhere = { ...ballot, index: ballot.index + 1 };
    const behind = { ...ballot, index: voters.length };
    const stranger = { ...ballot, voter: chain.accounts[0] };
    for (const wrong of [elsewhere, behind, stranger]) {
      expect(refusal(await handIn(relay, wrong))).toEqual([422, "notOnRoll"]);
    }
  });

  test("for a name that is not exactly a candidate's", async () => {
    for (const choice of ["Ada ", "ada", "Nobody"]) {
      expect(refusal(await handIn(relay, await signBallot(election, 30, choice)))).toEqual([422, "unknownCandidate"]);
    }
  });

  test("whose signature is not the voter's for it", async () => {
    const ballot = await newBallot("Ada");
    const other = await signBallot(election, ballot.index, "Grace");
    const neighbour = await signBallot(election, ballot.index + 1, "Ada");
    const elsewhere = await signBallot(await another({ title: "Who else?" }), ballot.index, "Ada");
    const broken = concatHex([slice(ballot.signature, 0, 32), `0x7${"f".repeat(63)}`]);
    const zero: Hex = `0x${"0".repeat(128)}`;
    for (const signature of [other.signature, neighbour.signature, elsewhere.signature, broken, zero]) {
      expect(refusal(await handIn(relay, { ...ballot, signature }))).toEqual([422, "badSignature"]);
    }
    expect((await lookUp(relay, ballot)).status).toBe(404);
    expect((await handIn(relay, ballot)).status).toBe(202);
  });

  test("before the opening, so near the close that it might come too late, and after it", async () => {
    const says = async (of: SigningElection) => {
      const answer = await handIn(relay, await newBallot("Ada", of));
      expect(refusal(answer)).toEqual([409, "notOpen"]);
      return answer.body.error?.message;
    };
    const upcoming = await another({ title: "Later?", opensIn: 600, closesIn: 1200 });
    const soon = await another({ title: "Soon?", closesIn: 50 });
    expect(await says(upcoming)).toContain("not open yet");
    expect(await says(soon)).toContain("closes so soon");

    await chain.node.increaseTime({ seconds: 60 });
    await chain.node.mine({ blocks: 1 });
    await seesNewestBlock();
    expect(await says(soon)).toContain("is closed");
  });

  test("of a voter whose ballot is in the box: their own, or one that another relay delivered", async () => {
    const [ballot, own] = [await newBallot("Grace"), await newBallot("Ada")];
    const [account] = chain.accounts;
    const contract = { address: election.address, abi: rollElectionAbi, account } as const;
    const record = packBatch([{ ...ballot, number: 2 }]);
    const hash = await chain.node.writeContract({ ...contract, functionName: "castBatch", args: [record] });
    await chain.node.waitForTransactionReceipt({ hash });

    await chain.node.impersonateAccount({ address: own.voter });
    await chain.node.setBalance({ address: own.voter, value: 10n ** 18n });
    const vote = { functionName: "vote", args: [candidateId("Ada"), BigInt(own.index)], account: own.voter } as const;
    await chain.node.waitForTransactionReceipt({ hash: await chain.node.writeContract({ ...contract, ...vote }) });

    await seesNewestBlock();
    for (const counted of [ballot, own]) {
      expect(refusal(await handIn(relay, counted))).toEqual([409, "alreadyVoted"]);
    }
  });
});

describe("what is no ballot file is refused, and it is said why", () => {
  const cases: [string, (file: Record<string, unknown>) => unknown, string][] = [
    ["another kind", (file) => ({ ...file, kind: "ballot" }), "kind"],
    ["another version", (file) => ({ ...file, version: 2 }), "version"],
    ["a number as text", (file) => ({ ...file, index: "1" }), "index"],
    ["a missing field", ({ choice: _, ...file }) => file, "choice"],
    ["an unknown field", (file) => ({ ...file, weight: 2 }), "additional properties"],
    ["an address with mixed-up capitals", (file) => ({ ...file, voter: mixUp(String(file.voter)) }), "voter"],
    ["65 bytes of signature", (file) => ({ ...file, signature: `${file.signature}1b` }), "signature"],
    ["a name of too many bytes", (file) => ({ ...file, choice: "é".repeat(101) }), "choice"],
    ["a list", (file) => [file], "object"],
    ["nothing", () => null, "object"],
  ];

  test.each(cases)("%s", async (_, change, field) => {
    const file = JSON.parse(writeBallotFile(await signBallot(election, 35, "Ada")));
    const answer = await post(relay, JSON.stringify(change(file)));
    expect(refusal(answer)).toEqual([400, "malformed"]);
    expect(answer.body.error?.message).toContain(field);
  });

  test("what is not JSON", async () => {
    for (const [text, type] of [
      ["{", undefined],
      ["", undefined],
      ["kind=recount-ballot", "text/csv"],
    ] as const) {
      expect(refusal(await post(relay, text, type))).toEqual([400, "malformed"]);
    }
  });

  test("more than 4 kB", async () => {
    const file = writeBallotFile(await signBallot(election, 35, "Ada"));
    expect(refusal(await post(relay, file.padEnd(4097)))).toEqual([413, "tooLarge"]);
  });

  test("a place that is none", async () => {
    const answer = await lookUp(relay, { chainId: 31337, election: "0x12", index: 0 });
    expect(refusal(answer)).toEqual([400, "malformed"]);
  });
});

/** The address with the case of its letters turned round. */
function mixUp(address: string): string {
  return address
    .replace(/[a-f]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .replace("0X", "0x");
}
