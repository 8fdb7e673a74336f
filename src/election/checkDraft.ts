import { type Draft, draftElectorate, draftNames, draftTexts, noneOfThese } from "./draft";
import { lookAlikes } from "./lookAlike";
import { fullName } from "./pastedNames";
import { byteLength, textLength } from "./question";
import { shownText, stripHidden, textFlags } from "./shownText";
import type { VotingWindow } from "./votingWindow";
import { writeLocal } from "./zonedTime";

/** The steps of writing an election, in their order. */
export const draftSteps = ["question", "candidates", "time", "who", "review"] as const;

export type DraftStep = (typeof draftSteps)[number];

/** What the contracts take at most. Texts count in bytes of UTF-8. */
const most = { title: 200, name: 200, text: 16_384, candidates: 100 } as const;

/** How long members should have to look whether they stand on a new roll, in seconds. */
const timeToCheck = 86_400n;

/** What keeps a draft from being published. */
type Fault =
  | "titleMissing"
  | "titleLong"
  | "textLong"
  | "tooFew"
  | "tooMany"
  | "nameMissing"
  | "nameLong"
  | "nameTwice"
  | "opensMissing"
  | "closesMissing"
  | "closesBeforeOpens"
  | "closesInPast"
  | "whoMissing"
  | "rollMissing";

/** What an organiser should know before publishing. */
type Caution =
  | "titleHidden"
  | "titleStacked"
  | "titleMixed"
  | "textHidden"
  | "nameHidden"
  | "nameStacked"
  | "nameMixed"
  | "nameAlike"
  | "opensInPast"
  | "opensSoon"
  | "opensSkipped"
  | "opensTwice"
  | "closesSkipped"
  | "closesTwice"
  | "short"
  | "night";

/** Where something is wrong with a draft: a step's field, or a row (its key) of the candidates. */
export type Problem = {
  step: DraftStep;
  field: "title" | "text" | "candidates" | "opens" | "closes" | "who" | number;
  kind: Fault | Caution;
  /** Whether it keeps the draft from being published. */
  isFault: boolean;
  /** How many letters have to go, where a text is too long, as people count them. */
  letters?: number;
};

/**
 * All that is wrong with a draft, in the order of its steps.
 * @param window The window as published now; undefined while chain time is not known, so that times are not checked.
 * @param now Chain time in unix seconds.
 */
export function checkDraft(draft: Draft, window: VotingWindow | undefined, now: bigint): Problem[] {
  return [
    ...checkQuestion(draft),
    ...checkCandidates(draft),
    ...(window ? checkWindow(window, draft, now) : []),
    ...checkElectorate(draft),
  ];
}

/**
 * How many more letters fit into a text of at most `bytes` bytes, as people count letters; negative: how many have to go.
 * More is a guess from the letters that stand there; fewer is exact.
 */
export function lettersLeft(text: string, bytes: number): number {
  const taken = byteLength(text);
  const left = bytes - taken;
  if (left >= 0) return Math.floor((left * Math.max(1, [...text].length)) / Math.max(1, taken));
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => byteLength(segment));
  let [excess, gone] = [-left, 0];
  while (excess > 0) {
    excess -= letters.pop() ?? excess;
    gone += 1;
  }
  return -gone;
}

/** How many more letters fit into a draft's title. */
export function titleRoom(draft: Draft): number {
  return lettersLeft(draftTexts(draft).title, most.title);
}

/** How many more letters fit into a draft's description, beside its title, names and rules. */
export function textRoom(draft: Draft): number {
  const texts = draftTexts(draft);
  const others = textLength(texts) - byteLength(texts.description);
  return lettersLeft(texts.description, Math.max(0, most.text - others));
}

/** How many more letters fit into a candidate's name and note. */
export function nameRoom(row: Draft["candidates"][number]): number {
  return lettersLeft(fullName(row), most.name);
}

function checkQuestion(draft: Draft): Problem[] {
  const problems: Problem[] = [];
  const add = (field: "title" | "text", kind: Problem["kind"], isFault: boolean, letters?: number) =>
    problems.push({ step: "question", field, kind, isFault, ...(letters === undefined ? {} : { letters }) });
  const { title, description } = draftTexts(draft);
  if (shownText(title) === "") add("title", "titleMissing", true);
  const room = titleRoom(draft);
  if (room < 0) add("title", "titleLong", true, -room);
  for (const flag of textFlags(title)) {
    add("title", flag === "hidden" ? "titleHidden" : flag === "stacked" ? "titleStacked" : "titleMixed", false);
  }
  const left = textRoom(draft);
  if (left < 0) add("text", "textLong", true, -left);
  if (stripHidden(description) !== description) add("text", "textHidden", false);
  return problems;
}

function checkCandidates(draft: Draft): Problem[] {
  const problems: Problem[] = [];
  const add = (field: "candidates" | number, kind: Problem["kind"], isFault: boolean, letters?: number) =>
    problems.push({ step: "candidates", field, kind, isFault, ...(letters === undefined ? {} : { letters }) });
  const names = draftNames(draft);
  if (names.length < 2) add("candidates", "tooFew", true);
  if (names.length > most.candidates) add("candidates", "tooMany", true);

  const rows = draft.candidates.map((row) => ({ ...row, full: fullName(row) })).filter(({ full }) => full !== "");
  const alike = lookAlikes(names);
  for (const [index, { key, name, full }] of rows.entries()) {
    const isTwice = names.some((other, at) => other === full && at !== index && (at < index || full === noneOfThese));
    if (shownText(name) === "") add(key, "nameMissing", true);
    else if (isTwice) add(key, "nameTwice", true);
    else if (alike[index] && names.every((other, at) => other !== full || at === index)) add(key, "nameAlike", false);
    const room = lettersLeft(full, most.name);
    if (room < 0) add(key, "nameLong", true, -room);
    for (const flag of textFlags(full)) {
      add(key, flag === "hidden" ? "nameHidden" : flag === "stacked" ? "nameStacked" : "nameMixed", false);
    }
  }
  return problems;
}

function checkWindow({ opens, closes, opensAs, closesAs }: VotingWindow, draft: Draft, now: bigint): Problem[] {
  const { zone } = draft;
  const problems: Problem[] = [];
  const add = (field: "opens" | "closes", kind: Problem["kind"], isFault: boolean) =>
    problems.push({ step: "time", field, kind, isFault });
  if (opens === undefined) add("opens", "opensMissing", true);
  // An opening at once begins with the minute, and is nothing to warn of.
  else if (opens < now - 60n) add("opens", "opensInPast", false);
  // A roll that is on the chain already could be looked at before.
  const isNewRoll = draftElectorate(draft)?.kind === "list";
  if (isNewRoll && opens !== undefined && opens < now + timeToCheck) add("opens", "opensSoon", false);
  if (opensAs !== "once") add("opens", opensAs === "skipped" ? "opensSkipped" : "opensTwice", false);
  if (closes === undefined) add("closes", "closesMissing", true);
  else if (closes <= now) add("closes", "closesInPast", true);
  else if (opens !== undefined && closes <= opens) add("closes", "closesBeforeOpens", true);
  else {
    const from = opens !== undefined && opens > now ? opens : now - (now % 60n);
    if (closes - from < 3600n) add("closes", "short", false);
    if (Number(writeLocal(closes, zone).slice(11, 13)) < 6) add("closes", "night", false);
  }
  if (closesAs !== "once") add("closes", closesAs === "skipped" ? "closesSkipped" : "closesTwice", false);
  return problems;
}

function checkElectorate(draft: Draft): Problem[] {
  if (draftElectorate(draft)) return [];
  return [{ step: "who", field: "who", kind: draft.who ? "rollMissing" : "whoMissing", isFault: true }];
}
