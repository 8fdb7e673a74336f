import type { Hex } from "viem";
import { explainFinding } from "@/chain/explainFinding";
import { shownText } from "@/election/shownText";
import { candidateIds } from "@/recount/candidateIds";
import { checkNames, type Finding } from "@/recount/check";
import type { Heard } from "@/recount/checks/checkAgreement";
import type { Evidence } from "@/recount/evidence";
import { localChain } from "@/recount/localChain";
import { partiesBehind, type Recount } from "@/recount/recount";
import { commandLineWords } from "@/words/commandLine";
import { recountWords } from "@/words/recount";
import { words } from "@/words/words";
import { formatAgo, formatTime } from "./formatTime";
import { nextSteps } from "./nextSteps";
import { shownName } from "./shownName";
import { wrapText } from "./wrapText";

/** How a state is set off from the other text; whatever it adds must not be seen. */
export type Paint = (text: string, state: Finding["state"]) => string;

/** What a report says beside the recount. */
export type Circumstances = {
  /** Unix seconds, by this machine's clock. */
  now: bigint;
  heard: Heard;
  /** The file that was verified; undefined where the endpoints themselves were asked. */
  file: string | undefined;
  paint: Paint;
};

const counts = new Intl.NumberFormat(words.locale);
const shares = new Intl.NumberFormat(words.locale, { style: "percent", minimumFractionDigits: 1 });
const lists = new Intl.ListFormat(words.locale, { type: "conjunction" });
const widestState = Math.max(...Object.values(recountWords.states).map(({ length }) => length));

/**
 * What a recount came to, for people who read a terminal, with their eyes or their ears: no drawn lines, and nothing that
 * colour alone would say. Strangers' texts are made harmless. In a conflict no number is shown as the result.
 */
export function writeReport(recount: Recount, evidence: Evidence, circumstances: Circumstances): string {
  const parts = [
    describeElection(recount, evidence, circumstances),
    [
      commandLineWords.checks,
      "",
      ...recount.findings.flatMap((finding) => describeFinding(finding, evidence, circumstances)),
    ],
    describeResult(recount, evidence),
    describeAnswer(recount, evidence, circumstances),
    describeUnshown(evidence),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function describeElection({ number, timestamp, block }: Recount, evidence: Evidence, { now, file }: Circumstances) {
  const { chain, election, origin, endpoints, collectedAt } = evidence;
  const title = shownName(origin.title) || commandLineWords.untitled;
  const isKnown = number !== undefined && timestamp !== undefined;
  const names = lists.format(endpoints.map(({ name }) => shownText(name)));
  const silent = endpoints.filter((endpoint) => endpoint.block === null).map(({ name }) => shownText(name));
  return [
    ...hang(commandLineWords.election(title)),
    ...wrapText(commandLineWords.where(election, shownText(chain.name), String(chain.id)), 2),
    ...hang(commandLineWords.voting(formatTime(origin.opens), formatTime(origin.closes))),
    ...(timestamp !== undefined && timestamp < origin.opens ? wrapText(commandLineWords.upcoming, 2) : []),
    ...hang(
      isKnown
        ? commandLineWords.block(counts.format(number), formatTime(timestamp), formatAgo(timestamp, now))
        : commandLineWords.unknownBlock,
    ),
    ...wrapText(block, 2),
    ...hang(commandLineWords.endpoints(names)),
    ...(silent.length > 0 ? wrapText(commandLineWords.silent(lists.format(silent)), 2) : []),
    ...(file === undefined ? [] : hang(commandLineWords.file(shownText(file), formatTime(collectedAt)))),
  ];
}

/** Lines of which all but the first are indented: so no stranger's text can stand where a line of the report begins. */
function hang(text: string): string[] {
  const [first = "", ...rest] = wrapText(text, 2);
  return [first.trimStart(), ...rest];
}

/** One check: number, state and title on a line; what was found beneath it. */
function describeFinding(finding: Finding, evidence: Evidence, { paint }: Circumstances): string[] {
  const { title, attack, open } = recountWords.checks[finding.check];
  const number = String(checkNames.indexOf(finding.check) + 1).padStart(2);
  const state = paint(recountWords.states[finding.state].padEnd(widestState), finding.state);
  return [
    `${number}  ${state}  ${title}`,
    ...wrapText(shownText(explainFinding(finding, (candidate) => nameOf(candidate, evidence))), 4),
    ...(finding.state === "failed" ? wrapText(commandLineWords.purpose(attack), 4) : []),
    ...(finding.state === "unknown" ? wrapText(recountWords.open(open), 4) : []),
  ];
}

function describeResult({ answer, tally, timestamp }: Recount, { origin, roll }: Evidence): string[] {
  if (answer === "conflict") return [commandLineWords.result, "", ...wrapText(commandLineWords.noResult)];
  if (!tally) return [commandLineWords.result, "", ...wrapText(commandLineWords.noTally)];
  const { votes, ballots, from } = tally;
  const figures = votes.map(({ count }) => [counts.format(count), formatShare(count, ballots)] as const);
  const [widest, widestShare] = [0, 1].map((column) => Math.max(...figures.map((row) => row[column as 0 | 1].length)));
  return [
    commandLineWords.result,
    "",
    ...figures.flatMap(([count, share], place) => {
      const row = `${count.padStart(widest ?? 0)}  ${share.padStart(widestShare ?? 0)}  ${place + 1}. `;
      const [first = "", ...rest] = wrapText(nameAt(origin.candidates[place]), row.length);
      return [row + first.trimStart(), ...rest];
    }),
    "",
    ...wrapText(commandLineWords.from[from]),
    ...(roll
      ? wrapText(
          commandLineWords.turnout(counts.format(ballots), counts.format(roll.size), formatShare(ballots, roll.size)),
        )
      : [...wrapText(commandLineWords.ballots(counts.format(ballots))), ...wrapText(commandLineWords.poll)]),
    ...(timestamp !== undefined && timestamp >= origin.opens && timestamp < origin.closes
      ? wrapText(commandLineWords.open)
      : []),
  ];
}

function describeAnswer(recount: Recount, evidence: Evidence, circumstances: Circumstances): string[] {
  const { answer, findings } = recount;
  const { word, sentence } = recountWords.answers[answer];
  const { numbers } = commandLineWords;
  const numbered = (isMeant: (finding: Finding) => boolean, says: (checks: string) => string) => {
    const meant = findings.filter(isMeant).map(({ check }) => String(checkNames.indexOf(check) + 1));
    return meant.length === 0 ? [] : wrapText(says(lists.format(meant)));
  };
  return [
    commandLineWords.answer(word),
    ...wrapText(sentence),
    ...numbered(({ state }) => state === "failed", numbers.failed),
    ...numbered(({ state }) => state === "unknown", numbers.unknown),
    ...numbered((finding) => finding.state === "skipped" && finding.why === "unasked", numbers.unasked),
    ...(answer === "consistent" ? whyConsistent(recount, evidence, circumstances).flatMap((why) => wrapText(why)) : []),
    ...(answer === "proven" && circumstances.heard !== "live" ? wrapText(recountWords.fileWord) : []),
    ...nextSteps(recount, evidence, circumstances).flatMap((step) => wrapText(step)),
  ];
}

/** Why nothing more than consistent can be said. */
function whyConsistent({ findings, block }: Recount, { chain }: Evidence, { heard }: Circumstances): string[] {
  const { practice, endpoint, file } = recountWords.oneParty;
  const reasons = [
    chain.id === localChain && practice,
    partiesBehind(findings) < 2 && endpoint,
    heard !== "live" && heard.blockHash === undefined && file(block),
  ];
  return reasons.filter((reason) => reason !== false);
}

function describeUnshown({ roll }: Evidence): string[] {
  const { heading, roll: onRoll, poll, free, independent, program } = recountWords.unshown;
  return [heading, "", ...[roll ? onRoll : poll, free, independent, program].flatMap((line) => bullet(line))];
}

function bullet(text: string): string[] {
  const [first = "", ...rest] = wrapText(text, 2);
  return [`- ${first.trimStart()}`, ...rest];
}

function nameOf(candidate: Hex, evidence: Evidence): string {
  const place = candidateIds(evidence).indexOf(lower(candidate));
  return place < 0 ? candidate : nameAt(evidence.origin.candidates[place]);
}

function lower(id: Hex): Hex {
  // Lower case keeps its form.
  return id.toLowerCase() as Hex;
}

function nameAt(name: Hex = "0x"): string {
  return shownName(name) || commandLineWords.unnamed;
}

/** A part of a whole in tenths of a percent; the cast is exact, since a share is at most 1000. */
function formatShare(part: bigint, whole: bigint): string {
  if (whole === 0n) return "–";
  return shares.format(Number((part * 2000n + whole) / (whole * 2n)) / 1000);
}
