import * as v from "valibot";
import { type Address, isAddress } from "viem";
import { type Election, splitName } from "./election";
import type { Electorate } from "./electorate";
import { fullName } from "./pastedNames";
import type { Question } from "./question";
import { splitRules, writeRules } from "./rules";
import { isZone } from "./zonedTime";

/** The last candidate of a ballot that lets a voter refuse all others. */
export const noneOfThese = "None of these";

const words = (most: number) => v.pipe(v.string(), v.maxLength(most));
const hours = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 366));
const Moment = v.variant("kind", [
  v.object({ kind: v.literal("after"), hours }),
  v.object({ kind: v.literal("at"), local: v.pipe(v.string(), v.regex(/^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$/)) }),
]);
const Voters = v.variant("kind", [
  v.object({ kind: v.literal("roll"), roll: v.custom<Address>((roll) => typeof roll === "string" && isAddress(roll)) }),
  v.object({ kind: v.literal("list"), list: words(200) }),
]);

/** A draft as a browser keeps it or a file holds it; far longer than what the contracts take is no draft. */
export const Draft = v.object({
  title: words(10_000),
  /** The description without its rules. */
  text: words(100_000),
  /** `key` tells the rows apart while they are edited and moved. */
  candidates: v.pipe(
    v.array(v.object({ key: v.pipe(v.number(), v.minValue(1)), name: words(10_000), note: words(10_000) })),
    v.maxLength(1000),
    v.check((rows) => new Set(rows.map(({ key }) => key)).size === rows.length, "Two rows have the same key."),
  ),
  /** Whether "None of these" stands last on the ballot. */
  offersNone: v.boolean(),
  /** The zone in which times are meant, "Europe/Berlin". */
  zone: v.pipe(v.string(), v.check(isZone, "It is no time zone that this browser knows.")),
  opens: Moment,
  closes: Moment,
  rules: v.object({
    Quorum: words(10_000),
    Majority: words(10_000),
    "In a tie": words(10_000),
    Contact: words(10_000),
  }),
  /** Undefined until it is chosen. */
  who: v.optional(v.picklist(["anyone", "roll"])),
  /** The roll, kept while somebody tries "anyone" too. */
  voters: v.optional(Voters),
  /** The chain to publish on; undefined: the page's first. */
  chainId: v.optional(v.number()),
});

/** An election that is being written. Nothing of it is on the chain. */
export type Draft = v.InferOutput<typeof Draft>;

/** A draft's candidate while it is edited. */
export type DraftCandidate = Draft["candidates"][number];

/** An empty ballot, open to its members 48 hours after publishing, so that they can check the roll, for a week. */
export function emptyDraft(zone: string): Draft {
  return {
    title: "",
    text: "",
    candidates: [1, 2].map((key) => ({ key, name: "", note: "" })),
    offersNone: false,
    zone,
    opens: { kind: "after", hours: 48 },
    closes: { kind: "after", hours: 7 * 24 },
    rules: { Quorum: "", Majority: "", "In a tie": "", Contact: "" },
  };
}

/** The lines of a draft's ballot, each with its row's key and its name as it goes on the chain; an empty row is none. */
export function draftLines({ candidates, offersNone }: Draft): { key: number; name: string }[] {
  const lines = candidates.map((row) => ({ key: row.key, name: fullName(row) })).filter(({ name }) => name !== "");
  return offersNone ? [...lines, { key: 0, name: noneOfThese }] : lines;
}

/** The names of a draft's ballot as they go on the chain. */
export function draftNames(draft: Draft): string[] {
  return draftLines(draft).map(({ name }) => name);
}

/** The texts of a draft as they go on the chain: composed (NFC), the title on one line. */
export function draftTexts(draft: Draft): Omit<Question, "opens" | "closes"> {
  const { Quorum, Majority, "In a tie": tie, Contact } = draft.rules;
  const rules = [
    { label: "Quorum", text: Quorum },
    { label: "Majority", text: Majority },
    { label: "In a tie", text: tie },
    { label: "Contact", text: Contact },
  ] as const;
  return {
    title: draft.title.normalize("NFC").replace(/\s+/g, " ").trim(),
    description: writeRules(draft.text.replace(/\r\n?/g, "\n").trim(), rules).normalize("NFC"),
    candidates: draftNames(draft),
  };
}

/** Who may vote by a draft; undefined while it does not say. */
export function draftElectorate({ who, voters }: Draft): Electorate | undefined {
  return who === "anyone" ? { kind: "anyone" } : who === "roll" ? voters : undefined;
}

/** A key for another row. */
export function freshKey(candidates: readonly DraftCandidate[]): number {
  return 1 + candidates.reduce((most, { key }) => Math.max(most, key), 0);
}

/** The list with one of its rows at another place. */
export function moveRow<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const moved = [...rows];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}

/** An empty ballot for the voters on a published roll. */
export function draftOnRoll(chainId: number, roll: Address, zone: string): Draft {
  return { ...emptyDraft(zone), chainId, who: "roll", voters: { kind: "roll", roll } };
}

/** What a published election says. */
type Published = Pick<Election, "chainId" | "title" | "description" | "roll"> & {
  candidates: readonly { name: string }[];
};

/** A draft to begin another election from: with the text, candidates, rules and voters of a published one. */
export function draftFromElection({ chainId, title, description, candidates, roll }: Published, zone: string): Draft {
  const { text, rules } = splitRules(description);
  const names = candidates.map(({ name }) => name);
  const offersNone = names.at(-1) === noneOfThese;
  const empty = emptyDraft(zone);
  return {
    ...(roll ? draftOnRoll(chainId, roll.address, zone) : { ...empty, chainId, who: "anyone" }),
    title,
    text,
    candidates: (offersNone ? names.slice(0, -1) : names).map((name, index) => {
      const { title: written, note = "" } = splitName(name);
      return { key: index + 1, name: written, note };
    }),
    offersNone,
    rules: { ...empty.rules, ...Object.fromEntries(rules.map(({ label, text: rule }) => [label, rule])) },
  };
}

/** A draft on another chain. A roll stays behind on the chain that it was published on; a list goes anywhere. */
export function moveToChain(draft: Draft, chainId: number): Draft {
  const isLeft = draft.chainId !== chainId && draft.voters?.kind === "roll";
  return { ...draft, chainId, ...(isLeft ? { voters: undefined } : {}) };
}

/** A copy to try everything with: it says so in its title, opens at once, and closes in an hour. */
export function rehearsalOf(draft: Draft, prefix: string, chainId: number): Draft {
  const title = draft.title.startsWith(prefix) ? draft.title : `${prefix} ${draft.title}`.trim();
  const moved = moveToChain(draft, chainId);
  return { ...moved, title, opens: { kind: "after", hours: 0 }, closes: { kind: "after", hours: 1 } };
}
