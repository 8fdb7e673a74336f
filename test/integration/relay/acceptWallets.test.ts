import { type Address, concatHex, type Hex, type LocalAccount, numberToHex, toFunctionSelector } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { inRollOrder } from "@/election/roll";
import { deployMultiOwnerWallet, type MultiOwnerWallet } from "../../support/deployMultiOwnerWallet";
import { on } from "../../support/faults";
import {
  createSigningElection,
  inventSigners,
  type SigningElection,
  signBallot,
  signWalletBallot,
} from "../../support/signBallots";
import { startChain, type TestChain } from "../../support/startChain";
import { type Fault, type NodeProxy, startProxy } from "../../support/startProxy";
import { handIn, lookUp, type RelayAnswer, type RunningRelay, startRelay } from "../../support/startRelay";
import { codeAccepting, walletCode } from "../../support/walletCode";

// What a relay takes as a contract wallet's ballot.

let chain: TestChain;
let proxy: NodeProxy;
let relay: RunningRelay;
let wallet: MultiOwnerWallet;
let voters: LocalAccount[];
let election: SigningElection;
/** The places on the roll of voters who are no wallets yet. */
let free: number[];
let elections = 0;

beforeAll(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  wallet = await deployMultiOwnerWallet(chain);
  const accounts = new Map([wallet.account(), ...inventSigners(30)].map((account) => [account.address, account]));
  voters = inRollOrder([...accounts.keys()]).flatMap((address) => accounts.get(address) ?? []);
  free = voters.flatMap(({ address }, place) => (address === wallet.address ? [] : [place]));
  election = await createSigningElection(chain, voters);
  const configuration = { ...chain.configuration, endpoints: [chain.url, proxy.url] };
  // Nothing is sent while these tests run: the chain always asks more than this.
  const environment = { RELAY_FEE_CEILING: "0.000000001", RELAY_BUDGET_ELECTION: "300" };
  relay = await startRelay({ configuration }, { environment });
}, 60_000);
afterEach(() => proxy.fail());
afterAll(async () => {
  await relay.stop();
  await proxy.stop();
  await chain.stop();
});

/** The place of a voter who has that code from now on, and is asked about at the next block. */
async function newWallet(bytecode: Hex): Promise<number> {
  const place = free.shift() ?? expect.fail();
  await turnInto(place, bytecode);
  return place;
}

async function turnInto(place: number, bytecode: Hex): Promise<void> {
  await chain.node.setCode({ address: addressAt(place), bytecode });
  await chain.node.mine({ blocks: 1 });
  await seesNewestBlock();
}

/** Another election on the same roll, of which the relay can know. */
async function another(): Promise<SigningElection> {
  elections += 1;
  const created = await createSigningElection(chain, voters, { title: `More ${elections}?`, roll: election.roll });
  await seesNewestBlock();
  return created;
}

async function seesNewestBlock(): Promise<void> {
  const { number } = await chain.node.getBlock();
  const block = async () => (await (await fetch(`${relay.url}/health`)).json()).chains[0].block;
  await expect.poll(block, { timeout: 10_000 }).toBe(`${number}`);
}

const addressAt = (place: number): Address => voters[place]?.address ?? expect.fail();
const ownPlace = () => voters.findIndex(({ address }) => address === wallet.address);

/** What the relay says to a ballot: the state, or the code of its refusal. */
function said({ body }: RelayAnswer): string | undefined {
  return body.error?.code ?? body.state;
}

describe("a contract wallet's ballot", () => {
  test("is accepted where enough owners have signed, and told of like any other", async () => {
    const ballot = await signWalletBallot(election, ownPlace(), "Grace");
    const answer = await handIn(relay, ballot);
    expect([answer.status, answer.body]).toEqual([202, { state: "accepted", choice: "Grace" }]);
    expect((await lookUp(relay, ballot)).body).toEqual({ state: "accepted", choice: "Grace" });
    const again = await handIn(relay, ballot);
    expect([again.status, again.body]).toEqual([200, { state: "accepted", choice: "Grace" }]);
    const other = await signWalletBallot(election, ownPlace(), "Ada");
    expect(said(await handIn(relay, other))).toBe("otherBallotHeld");
  });

  test("is refused where the wallet does not accept what was signed", async () => {
    const unheld = await another();
    const ballot = await signWalletBallot(unheld, ownPlace(), "Ada");
    const elsewhere = await signWalletBallot(election, ownPlace(), "Ada");
    const choice = await signWalletBallot(unheld, ownPlace(), "Grace");
    const oneOwner: Hex = `0x${ballot.signature.slice(2, 132)}`;
    for (const signature of [elsewhere.signature, choice.signature, oneOwner, "0x"] as const) {
      const answer = await handIn(relay, { ...ballot, signature });
      expect([answer.status, said(answer)]).toEqual([422, "badSignature"]);
      expect(answer.body.error?.message).toBe("The voter's contract does not accept this signature.");
    }
    expect(said(await handIn(relay, ballot))).toBe("accepted");
  });

  test("is refused of a voter who is no contract, and a key's of one who is", async () => {
    const place = free.shift() ?? expect.fail();
    expect(said(await handIn(relay, await signWalletBallot(election, place, "Ada")))).toBe("badSignature");
    const key = { ...(await signWalletBallot(election, ownPlace(), "Ada")), signedBy: "key" as const };
    const signature = numberToHex(1, { size: 64 });
    expect(said(await handIn(relay, { ...key, election: (await another()).address, signature }))).toBe("badSignature");
  });

  test("of an account that lends code (EIP-7702) is judged by what that code accepts", async () => {
    const lent = (address: Address) => concatHex(["0xef0100", address]);
    const [accepts, refuses] = [await newWallet(walletCode.yes), await newWallet(walletCode.no)];
    const strict = await newWallet(lent(addressAt(refuses)));
    expect(said(await handIn(relay, await signWalletBallot(election, strict, "Ada")))).toBe("badSignature");
    // Its own key is as good as ever.
    expect(said(await handIn(relay, await signBallot(election, strict, "Ada")))).toBe("accepted");
    const lenient = await newWallet(lent(addressAt(accepts)));
    expect(said(await handIn(relay, await signWalletBallot(election, lenient, "Ada")))).toBe("accepted");
  });

  test("may be signed anew once the wallet accepts no longer what is held, and not before", async () => {
    const [first, second, third] = [1n, 2n, 3n].map((word) => numberToHex(word, { size: 32 })) as [Hex, Hex, Hex];
    const place = await newWallet(walletCode.yes);
    const ballot = await signWalletBallot(election, place, "Ada");
    const give = async (signature: Hex) => said(await handIn(relay, { ...ballot, signature }));
    expect(await give(first)).toBe("accepted");
    // What is held is accepted still, here and by a stricter wallet, so that it stays.
    expect(await give(third)).toBe("accepted");
    await turnInto(place, codeAccepting(first));
    expect(await give(third)).toBe("accepted");
    await turnInto(place, codeAccepting(second));
    expect(await give(third)).toBe("badSignature");
    const anew = await handIn(relay, { ...ballot, signature: second });
    expect([anew.status, anew.body]).toEqual([200, { state: "accepted", choice: "Ada" }]);
    expect(await give(third)).toBe("accepted");
    expect(said(await handIn(relay, { ...ballot, signature: second, choice: "Grace" }))).toBe("otherBallotHeld");
  });

  test("is malformed with a signature that is longer than any, or of half a byte", async () => {
    const place = await newWallet(walletCode.yes);
    const ballot = await signWalletBallot(election, place, "Ada");
    for (const signature of [numberToHex(1, { size: 1_501 }), "0x123"] as const) {
      const answer = await handIn(relay, { ...ballot, signature });
      expect([answer.status, said(answer)]).toEqual([400, "malformed"]);
      expect(answer.body.error?.message).toContain("signature");
    }
    const longest = await handIn(relay, { ...ballot, signature: numberToHex(1, { size: 1_500 }) });
    expect(said(longest)).toBe("accepted");
  });
});

describe("a hostile wallet", () => {
  const cases: [string, Hex, string][] = [
    ["refuses", walletCode.no, "badSignature"],
    ["reverts with the word that means yes", walletCode.reverting, "badSignature"],
    ["takes all the gas", walletCode.greedy, "badSignature"],
    ["answers with more than its gas pays for", walletCode.bomb, "badSignature"],
    ["says yes, and much behind it", walletCode.longWinded, "accepted"],
    ["says yes, and leaves no gas to count with", walletCode.nearlyGreedy, "tooCostly"],
    ["says yes only for more gas than the relay pays for", walletCode.demanding, "tooCostly"],
  ];
  test.each(cases)("that %s", async (_, code, expected) => {
    const place = await newWallet(code);
    expect(said(await handIn(relay, await signWalletBallot(election, place, "Ada")))).toBe(expected);
  });

  test("of which nodes say different things is not believed", async () => {
    const place = await newWallet(walletCode.yes);
    const ballot = await signWalletBallot(election, place, "Ada");
    proxy.fail(ofWallets(async () => ({ error: { code: 3, message: "execution reverted" } })));
    const answer = await handIn(relay, ballot);
    expect([answer.status, said(answer), answer.headers.get("Retry-After")]).toEqual([503, "chainUnreachable", "5"]);
    proxy.fail();
    expect(said(await handIn(relay, ballot))).toBe("accepted");
  });

  test("that is asked about all the time keeps nobody else waiting", async () => {
    const [spamming, honest] = [await newWallet(walletCode.greedy), await newWallet(walletCode.yes)];
    const spam = await signWalletBallot(election, spamming, "Ada");
    const own = await signWalletBallot(election, honest, "Grace");
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    // As if each question took the nodes long.
    proxy.fail(ofWallets((_, forward) => released.then(() => forward())));
    const answers: (string | undefined)[] = [];
    const later = Array.from({ length: 70 }, async (_, number) => {
      const answer = await handIn(relay, { ...spam, signature: numberToHex(number, { size: 65 }) });
      answers.push(said(answer));
      if (said(answer) === "tooMany") expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    });
    // Three are asked, sixty wait.
    await expect.poll(() => answers.length, { timeout: 10_000 }).toBe(7);
    const place = free.shift() ?? expect.fail();
    expect(said(await handIn(relay, await signBallot(election, place, "Ada")))).toBe("accepted");
    const accepted = handIn(relay, own).then(said);
    await expect.poll(() => answers, { timeout: 10_000 }).toEqual(Array(8).fill("tooMany"));
    release();
    expect(await accepted).toBe("accepted");
    await Promise.all(later);
    expect(answers.slice(8)).toEqual(Array(62).fill("badSignature"));
  });
});

/** Every question whether a wallet's ballot would count meets this fault. */
function ofWallets(fault: Fault): Fault {
  const castSigned = toFunctionSelector("castSigned(bytes32,uint256,bytes)");
  return on(["eth_call"], (request, forward) =>
    JSON.stringify(request.params).includes(castSigned) ? fault(request, forward) : forward(),
  );
}
