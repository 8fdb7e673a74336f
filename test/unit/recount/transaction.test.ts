import fc from "fast-check";
import { bytesToHex, concatHex, type Hex, hexToBytes, keccak256, numberToHex, toRlp } from "viem";
import { describe, expect, test } from "vitest";
import { recoverAnywhere } from "@/recount/recover";
import { readTransaction, senderOf } from "@/recount/transaction";
import { sender, signTransaction, transactionKinds } from "../../support/signedTransactions";

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

async function read(raw: Hex) {
  const transaction = readTransaction(hexToBytes(raw));
  if (!transaction || transaction === "unknown") return transaction;
  const { hash, chainId, to, input } = transaction;
  return { hash, chainId, to, input: bytesToHex(input), sender: await senderOf(transaction, recoverAnywhere) };
}

/** A legacy transaction with a signature that some key can have made, changed as is wished. */
function legacy(change: (fields: Hex[]) => readonly unknown[]): Hex {
  const fields: Hex[] = ["0x01", "0x07", "0x5208", `0x${"11".repeat(20)}`, "0x", "0xc0ffee", "0x1b", "0x07", "0x09"];
  // The type of viem allows for nothing that is only read.
  return toRlp(change(fields) as Hex[]);
}

describe("a signed transaction", () => {
  test.each(transactionKinds)("is read, with its sender and its hash: %s", async (_, kind) => {
    const raw = await signTransaction(kind);
    expect(await read(raw)).toEqual({
      hash: keccak256(raw),
      chainId: "chainId" in kind ? BigInt(kind.chainId) : undefined,
      to: "to" in kind ? kind.to.toLowerCase() : undefined,
      input: kind.data,
      sender: sender.address.toLowerCase(),
    });
  });

  test.each(transactionKinds)("has another sender or is none where any byte is changed: %s", async (_, kind) => {
    const raw = hexToBytes(await signTransaction(kind));
    for (let at = 0; at < raw.length; at += 1) {
      const changed = raw.slice();
      changed[at] = (raw[at] ?? 0) ^ 1;
      const found = await read(bytesToHex(changed));
      if (found && found !== "unknown") expect(found.sender).not.toBe(sender.address.toLowerCase());
    }
  });

  test("is none where it is cut short, goes on, or bears the blobs themselves", async () => {
    const raw = await signTransaction(transactionKinds[3][1]);
    for (let end = 4; end < raw.length; end += 2) expect(await read(raw.slice(0, end) as Hex)).toBeUndefined();
    expect(await read(`${raw}00`)).toBeUndefined();
    expect(readTransaction(new Uint8Array())).toBeUndefined();
    const blobs = await signTransaction(transactionKinds[5][1]);
    const wrapped = concatHex(["0x03", toRlp([blobs, [], [], []])]);
    expect(await read(wrapped)).toBeUndefined();
  });

  test("of a kind that is not known is called so, and not broken", async () => {
    for (const first of ["0x00", "0x05", "0x7e", "0x7f"] as const) expect(await read(`${first}c0`)).toBe("unknown");
  });

  test("has no other form than the one that chains take", async () => {
    expect(await read(legacy((fields) => fields))).toMatchObject({ chainId: undefined });
    const [zero, high] = ["0x00", numberToHex(order - 9n)] as const;
    const faults: ((fields: Hex[]) => readonly unknown[])[] = [
      // A number with a leading zero, and one that is too long.
      ([nonce, ...others]) => [concatHex([zero, nonce ?? zero]), ...others],
      ([, ...others]) => [`0x${"11".repeat(33)}`, ...others],
      // No r, no s, and the greater s.
      (fields) => [...fields.slice(0, 7), "0x", "0x09"],
      (fields) => [...fields.slice(0, 8), "0x"],
      (fields) => [...fields.slice(0, 8), high],
      // No such v.
      (fields) => [...fields.slice(0, 6), "0x1d", "0x07", "0x09"],
      (fields) => [...fields.slice(0, 6), "0x01", "0x07", "0x09"],
      // A receiver of 19 bytes, a list for the input, a field too few and too many.
      (fields) => [...fields.slice(0, 3), `0x${"11".repeat(19)}`, ...fields.slice(4)],
      (fields) => [...fields.slice(0, 5), [], ...fields.slice(6)],
      (fields) => fields.slice(1),
      (fields) => [...fields, "0x"],
    ];
    for (const fault of faults) expect(await read(legacy(fault))).toBeUndefined();
  });

  test("has no length that is longer than it need be", async () => {
    const raw = legacy((fields) => fields);
    const length = (raw.length - 4) / 2;
    expect(raw.slice(0, 4)).toBe(numberToHex(0xc0 + length));
    const content = raw.slice(4);
    expect(await read(`0xf8${length.toString(16)}${content}`)).toBeUndefined();
    expect(await read(`0xf900${length.toString(16)}${content}`)).toBeUndefined();
    const long = legacy((fields) => [...fields.slice(0, 5), `0x${"11".repeat(90)}`, ...fields.slice(6)]);
    expect(await read(long)).toBeDefined();
    expect(await read(`0xf900${long.slice(4)}`)).toBeUndefined();
    // The nonce 1 is its own byte.
    expect(await read(`0x${(0xc1 + length).toString(16)}8101${content.slice(2)}`)).toBeUndefined();
  });

  test("is found in no bytes by chance, and whatever they are breaks nothing", async () => {
    const head = fc.constantFrom<Hex>("0x", "0x01", "0x02", "0x03", "0x04", "0xf8", "0xff", "0x02ffffffffffffffff");
    await fc.assert(
      fc.asyncProperty(head, fc.uint8Array({ maxLength: 90 }), async (prefix, rest) => {
        const found = await read(concatHex([prefix, bytesToHex(rest)]));
        expect(found === undefined || found === "unknown").toBe(true);
      }),
    );
  });
});
