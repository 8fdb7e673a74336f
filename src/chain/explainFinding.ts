import type { Hex } from "viem";
import type { CheckName, Finding } from "@/recount/check";
import { oddsOfMissing } from "@/recount/oddsOfMissing";
import { recountWords } from "@/words/recount";
import { words } from "@/words/words";

const counts = new Intl.NumberFormat(words.locale);
const shares = new Intl.NumberFormat(words.locale, {
  style: "percent",
  maximumFractionDigits: 2,
});
/** Rarer than that is not told apart. */
const rarest = 1e-9;
const lists = new Intl.ListFormat(words.locale, { type: "conjunction" });
const { count, passed, failed, unknown, skipped } = recountWords;

type In<State extends Finding["state"]> = Extract<Finding, { state: State }>;

/**
 * What a finding says, in one to three sentences. What it holds of strangers' words, such as the names of endpoints, comes
 * as it is: whoever shows the sentence makes it harmless.
 * @param nameOf The name of the candidate with an id, ready to be shown.
 */
export function explainFinding(finding: Finding, nameOf: (candidate: Hex) => string): string {
  switch (finding.state) {
    case "passed":
      return explainPassed(finding, nameOf);
    case "failed":
      return explainFailed(finding);
    case "unknown":
      return explainUnknown(finding);
    case "skipped":
      return explainSkipped(finding);
  }
}

function explainPassed(finding: In<"passed">, nameOf: (candidate: Hex) => string): string {
  switch (finding.check) {
    case "agreement":
      if (finding.endpoints.length === 1) return passed.agreementOfOne(lists.format(finding.endpoints));
      return passed.agreement(lists.format(finding.endpoints), several("parties", finding.parties));
    case "header":
      return passed.header(finding.hash);
    case "origin":
      return passed.origin(finding.organiser);
    case "roll":
      return passed.roll(several("voters", finding.voters));
    case "ballots":
      return passed.ballots(several("ballots", finding.ballots));
    case "counters":
      return passed.counters(several("ballots", finding.ballots), several("endpoints", finding.endpoints));
    case "state":
      return passed.state(several("slots", finding.slots), several("accounts", finding.accounts));
    case "history":
      return passed.history(
        several("blocks", finding.blocks),
        several("ballots", finding.ballots),
        several("parties", finding.parties),
      );
    case "signatures":
      return passed.signatures(counts.format(finding.sent), counts.format(finding.relayed));
    case "limits": {
      const ballots = several("ballots", finding.ballots);
      return finding.voters === null
        ? passed.limits(ballots)
        : passed.limitsOnRoll(ballots, several("voters", finding.voters));
    }
    case "own":
      return passed.own(nameOf(finding.candidate));
    case "finality":
      return passed.finality(counts.format(finding.block), counts.format(finding.final));
  }
}

function explainFailed(finding: In<"failed">): string {
  switch (finding.check) {
    case "agreement":
      if (finding.endpoints.length === 0) return failed.agreement.other;
      return failed.agreement[finding.fault](lists.format(finding.endpoints));
    case "header":
      return failed.header.hash(finding.hash);
    case "origin":
      return failed.origin[finding.fault];
    case "roll":
      if (finding.fault === "size" || finding.fault === "digest") return failed.roll[finding.fault];
      return failed.roll[finding.fault](fromOne(finding.at));
    case "ballots":
      switch (finding.fault) {
        case "length":
          return failed.ballots.length;
        case "mark":
          return finding.at === null ? failed.ballots.nobody : failed.ballots.mark(fromOne(finding.at));
        case "entry":
          return finding.at === null ? failed.ballots.someEntry : failed.ballots.entry(fromOne(finding.at));
        case "seal":
          return finding.at === null ? failed.ballots.seals : failed.ballots.seal(fromOne(finding.at));
      }
      break;
    case "counters": {
      if (finding.fault === "slot") return failed.counters.slot;
      const isStored = finding.fault === "candidates" && finding.endpoints.length === 0;
      return isStored ? failed.counters.stored : failed.counters[finding.fault](lists.format(finding.endpoints));
    }
    case "state":
      return failed.state[finding.fault](finding.what);
    case "history":
      return explainHistory(finding);
    case "signatures":
      return finding.fault === "ballot" && finding.voter
        ? failed.signatures.ballotOf(finding.at, finding.voter)
        : failed.signatures[finding.fault](finding.at);
    case "limits":
      switch (finding.fault) {
        case "tooMany":
          return failed.limits.tooMany;
        case "twice":
          return finding.voter ? failed.limits.twiceBy(finding.voter) : failed.limits.twice;
        case "stranger":
          return finding.voter ? failed.limits.strangerBy(finding.voter) : failed.limits.stranger;
        default:
          return failed.limits[finding.fault](block(finding.block));
      }
    case "own":
      return failed.own[finding.fault];
    case "finality":
      return failed.finality[finding.fault](counts.format(finding.block), counts.format(finding.newest));
  }
}

function explainHistory({ fault, block: at }: Extract<In<"failed">, { check: "history" }>): string {
  if (fault === "box" || fault === "endpoint") return failed.history[fault];
  return at === null ? failed.history.order : failed.history[fault](counts.format(at));
}

function explainUnknown(finding: In<"unknown">): string {
  switch (finding.check) {
    case "agreement":
      return unknown.agreement.silent;
    case "header":
      return unknown.header.fields(lists.format(finding.fields));
    case "roll":
      return unknown.roll.unread;
    case "ballots":
      return unknown.ballots.unread;
    case "counters":
      return unknown.counters.unread;
    case "state":
      return finding.lack === "sample" ? explainSample(finding) : unknown.state[finding.lack];
    case "history":
      return finding.lack === "unread"
        ? unknown.history.unread
        : unknown.history[finding.lack](several("blocks", finding.blocks));
    case "signatures":
      return finding.lack === "unread" ? unknown.signatures.unread : explainSigned(finding);
    case "limits":
      return unknown.limits[finding.lack];
    case "own":
      return unknown.own[finding.lack];
    case "finality":
      if (finding.lack === "open") return explainOpen(finding);
      if (finding.lack === "header") return unknown.finality.header;
      return finding.lack === "old" ? unknown.finality.old(counts.format(finding.block)) : unknown.finality.silent;
  }
}

function explainOpen({ ballots, final }: Extract<In<"unknown">, { lack: "open" }>): string {
  const open = unknown.finality.open(counts.format(final));
  return ballots === null ? open : sentences(open, unknown.finality.ballots(several("ballots", ballots)));
}

function explainSample({ proven, words }: Extract<In<"unknown">, { lack: "sample" }>): string {
  const [share, one] = [Math.max(1, Math.round(words / 100)), 1].map((changed) =>
    explainOdds(oddsOfMissing(words, proven, changed)),
  );
  const sample = unknown.state.sample(counts.format(proven), counts.format(words));
  return share && one ? sentences(sample, unknown.state.odds(share, one)) : sample;
}

/** "1 case in 1,234"; odds above a half as the share that goes unnoticed, since "1 case in 1" would hide the others. */
function explainOdds(odds: number): string {
  const { share, oneIn, fewer, never } = unknown.state.cases;
  if (odds === 0) return never;
  if (odds > 0.5) return share(shares.format(odds));
  return odds < rarest ? fewer(counts.format(1 / rarest)) : oneIn(counts.format(Math.floor(1 / odds)));
}

function explainSigned({ sent, relayed, contracts, untold }: Extract<In<"unknown">, { lack: "some" }>): string {
  return sentences(
    unknown.signatures.some(counts.format(sent), counts.format(relayed)),
    contracts > 0n && unknown.signatures.contracts(counts.format(contracts)),
    untold > 0n && unknown.signatures.untold(counts.format(untold)),
  );
}

function explainSkipped({ check, why }: In<"skipped">): string {
  const reasons: Partial<Record<CheckName, string>> = skipped[why];
  return reasons[check] ?? skipped[why].other;
}

type Counted = keyof typeof count;

/** "1 ballot", "2 ballots" */
function several(what: Counted, number: bigint | number): string {
  return count[what](counts.format(number), BigInt(number) === 1n);
}

function sentences(...all: readonly (string | false)[]): string {
  return all.filter(Boolean).join(" ");
}

/** Places are counted from 0 in evidence, and from 1 by people. */
function fromOne(at: number | null): string {
  return at === null ? "?" : counts.format(at + 1);
}

function block(number: bigint | null): string {
  return number === null ? failed.limits.someBlock : counts.format(number);
}
