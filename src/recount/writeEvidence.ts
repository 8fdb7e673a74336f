import type { BallotRecord, EndpointWord, Evidence, RecordEntry } from "./evidence";

/** What a file of evidence says of itself. Another version is another format: it is refused, not guessed at. */
export const evidenceKind = "recount-evidence";
export const evidenceVersion = 1;

/**
 * Evidence as a file (JSON, RFC 8259; `docs/recount.md` describes it field by field). Whole numbers that may exceed what
 * JSON's readers keep exactly, such as counts, block numbers and seconds, are strings of digits. Each item of a long list
 * stands on a line of its own, so that two files can be compared line by line. `parseEvidence` reads it back.
 */
export function writeEvidence(evidence: Evidence): string {
  const { chain, election, collectedAt, asked, block, header, endpoints, origin, roll } = evidence;
  const { box, tallies, proof, record, own } = evidence;
  const fields = [
    ["kind", text(evidenceKind)],
    ["version", text(evidenceVersion)],
    ["chain", text({ id: chain.id, name: chain.name })],
    ["election", text(election)],
    ["collectedAt", text(collectedAt)],
    ["asked", text(asked)],
    ["block", text(block)],
    ["header", text(header)],
    ["endpoints", lines(endpoints, writeEndpoint)],
    ["origin", text(origin)],
    ["roll", roll && nested(Object.entries(roll).map(([name, value]) => [name, listOrText(value)]))],
    ["box", text(box)],
    ["tallies", listOrText(tallies)],
    [
      "proof",
      proof &&
        nested([
          ["nodes", lines(proof.nodes, text)],
          ["sample", text(proof.sample)],
        ]),
    ],
    ["record", record && writeRecord(record)],
    ["own", text(own)],
  ] as const;
  return `${nested(fields)}\n`;
}

function writeRecord({ blocks, transactions, entries }: BallotRecord): string {
  return nested([
    ["blocks", lines(blocks, text)],
    ["transactions", lines(transactions, text)],
    ["entries", lines<RecordEntry>(entries, text)],
  ]);
}

function writeEndpoint(word: EndpointWord): string {
  return text(word);
}

/** A list with an item a line; anything else on one line. */
function listOrText(value: unknown): string {
  return Array.isArray(value) ? lines(value, text) : text(value);
}

function nested(fields: readonly (readonly [name: string, value: string | null])[]): string {
  return `{\n${fields.map(([name, value]) => `${text(name)}: ${value ?? "null"}`).join(",\n")}\n}`;
}

function lines<Item>(items: readonly Item[], write: (item: Item) => string): string {
  return items.length === 0 ? "[]" : `[\n${items.map(write).join(",\n")}\n]`;
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner));
}
