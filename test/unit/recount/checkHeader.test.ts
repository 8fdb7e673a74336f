import type { Hash } from "viem";
import { expect, test } from "vitest";
import { checkHeader } from "@/recount/checks/checkHeader";
import type { HeaderFields } from "@/recount/evidence";
import { hashHeader } from "@/recount/header";
import vectors from "../../vectors/headers.json";

const [vector] = vectors.headers.filter(({ chain }) => chain === "Sepolia");
if (!vector) throw new Error("There is no header of Sepolia.");
const block = vector.hash as Hash;
const header = vector.fields as HeaderFields;

test("passes a header that has the block's hash, fields that nodes add or not", () => {
  const passed = { check: "header", state: "passed", hash: block };
  expect(checkHeader({ block, header })).toEqual(passed);
  expect(checkHeader({ block, header: { ...header, size: "0x1", madeUp: "0x2" } })).toEqual(passed);
});

test.each(Object.keys(header))("fails where %s is another", (name) => {
  const changed = { ...header, [name]: header[name] === "0x1" ? "0x2" : "0x1" } as HeaderFields;
  expect(checkHeader({ block, header: changed })).toMatchObject({ check: "header", state: "failed", fault: "hash" });
});

test("fails where the hash is another block's", () => {
  const other: Hash = `0x${"12".repeat(32)}`;
  expect(checkHeader({ block: other, header })).toEqual({
    check: "header",
    state: "failed",
    fault: "hash",
    hash: block,
  });
});

test("could not check a header of fields that it does not know, or that lacks some", () => {
  const unknown = { check: "header", state: "unknown", lack: "fields" };
  expect(checkHeader({ block, header: { ...header, number: "0x1", futureRoot: "0x2" } })).toEqual({
    ...unknown,
    fields: ["futureRoot"],
  });
  const { stateRoot: _, ...rest } = header;
  expect(checkHeader({ block, header: rest })).toEqual({ ...unknown, fields: ["stateRoot"] });
});

test("fails where what hashes to the block is no header", () => {
  const none = { ...header, stateRoot: `0x${"12".repeat(500_000)}` } as HeaderFields;
  const { hash } = hashHeader(none);
  expect(checkHeader({ block: hash ?? "0x", header: none })).toMatchObject({ state: "failed", fault: "hash" });
});
