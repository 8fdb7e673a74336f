import { gzipSync } from "node:zlib";
import { createMerkleProof, createMPT, createMPTFromProof } from "@ethereumjs/mpt";
import { bytesToHex, type Hex, hexToBytes, numberToHex, toRlp } from "viem";
import { build } from "vite";
import { keccak } from "@/recount/keccak";
import { poolNodes } from "@/recount/trie/nodePool";
import { readTrie } from "@/recount/trie/readTrie";
import { rootOfList } from "@/recount/trie/rootOfList";
import type { Benchmark, Row } from "./table";

/** Words of a box for 10,000 voters, and for 1,000,000. */
const sizes = [313, 31_250];
/** How many receipts a full block may hold, and their length in bytes. */
const receipts = { count: 400, length: 700 };
const samples = 5;

const root = new URL("../../src/recount/trie/", import.meta.url).pathname;
const bundles = {
  ours: `export { poolNodes } from "${root}nodePool"; export { readTrie } from "${root}readTrie"; export { rootOfList } from "${root}rootOfList";`,
  reference: `export { createMPT, createMPTFromProof } from "@ethereumjs/mpt";`,
};

/** Our trie against the reference library: milliseconds of the processor to read every word of a box from its proof, and bytes. */
export const benchmark: Benchmark = {
  title: "A trie: ours and @ethereumjs/mpt (milliseconds of the processor, the middle of five; bytes as gzip)",
  measure: async () => {
    const rows: Row[] = [
      { what: "bytes", ours: await bundled(bundles.ours), reference: await bundled(bundles.reference) },
    ];
    for (const words of sizes) rows.push(await measureWords(words));
    rows.push(await measureList());
    return rows.map((row) => ({ ...row, ratio: (Number(row.reference) / Number(row.ours)).toFixed(1) }));
  },
};

async function measureWords(words: number): Promise<Row> {
  const trie = await createMPT({ useKeyHashing: true });
  const keys = Array.from({ length: words }, (_, word) => hexToBytes(numberToHex(word + 1, { size: 32 })));
  for (const [word, key] of keys.entries()) await trie.put(key, toRlp(numberToHex(word + 2, { size: 32 }), "bytes"));
  const nodes = new Set<Hex>();
  for (const key of keys) for (const node of await createMerkleProof(trie, key)) nodes.add(bytesToHex(node));
  const told = [...nodes];

  const ours = await timed(() => {
    const pool = poolNodes(told);
    return keys.filter((key) => typeof readTrie(trie.root(), keccak(key), pool) !== "string").length;
  });
  const reference = await timed(async () => {
    const proven = await createMPTFromProof(
      told.map((node) => hexToBytes(node)),
      { useKeyHashing: true },
    );
    let found = 0;
    for (const key of keys) if (await proven.get(key)) found += 1;
    return found;
  });
  return { what: `${words} words`, ours: expected(ours, words), reference: expected(reference, words) };
}

async function measureList(): Promise<Row> {
  const values = Array.from({ length: receipts.count }, (_, index) => new Uint8Array(receipts.length).fill(index));
  const ours = await timed(() => rootOfList(values));
  const reference = await timed(async () => {
    const trie = await createMPT();
    for (const [index, value] of values.entries()) {
      const number = index === 0 ? "0x" : numberToHex(index, { size: index < 256 ? 1 : 2 });
      await trie.put(toRlp(number, "bytes"), value);
    }
    return bytesToHex(trie.root());
  });
  return { what: `root of ${receipts.count} receipts`, ours: ours.middle, reference: expected(reference, ours.result) };
}

/** A time counts only where the result is right. */
function expected<Result>({ middle, result }: { middle: number; result: Result }, wanted: Result): number {
  if (result !== wanted) throw new Error(`${result} came out, and not ${wanted}.`);
  return middle;
}

async function timed<Result>(run: () => Result | Promise<Result>): Promise<{ middle: number; result: Result }> {
  const times: number[] = [];
  let result = await run();
  for (let sample = 0; sample < samples; sample += 1) {
    const began = process.cpuUsage();
    result = await run();
    times.push(process.cpuUsage(began).user / 1000);
  }
  const middle = times.toSorted((a, b) => a - b)[Math.floor(samples / 2)] ?? 0;
  return { middle: Number(middle.toFixed(1)), result };
}

/** The bytes of these exports for a browser, minified and as gzip. */
async function bundled(entry: string): Promise<number> {
  const id = "\0entry";
  const output = await build({
    configFile: false,
    logLevel: "silent",
    resolve: { alias: { "@": new URL("../../src", import.meta.url).pathname } },
    plugins: [
      {
        name: "entry",
        resolveId: (source) => (source === "entry" ? id : null),
        load: (source) => (source === id ? entry : null),
      },
    ],
    build: { write: false, minify: true, rollupOptions: { input: "entry", preserveEntrySignatures: "strict" } },
  });
  const [first] = Array.isArray(output) ? output : [output];
  if (!first || !("output" in first)) throw new Error("Nothing was bundled.");
  const code = first.output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  return gzipSync(code, { level: 9 }).length;
}
