import type { Finding } from "@/recount/check";
import type { Evidence } from "@/recount/evidence";
import type { Recount } from "@/recount/recount";
import { commandLineWords } from "@/words/commandLine";

const { next } = commandLineWords;

/**
 * What a reader can do about a conflict, or about what could not be checked; each once, and nothing where nothing helps.
 * @param file The file that was verified; undefined where the endpoints themselves were asked.
 */
export function nextSteps(
  { answer, findings }: Pick<Recount, "answer" | "findings">,
  { asked }: Pick<Evidence, "asked">,
  { file }: { file: string | undefined },
): string[] {
  if (answer === "conflict") {
    const failed = findings.filter(({ state }) => state === "failed");
    if (failed.every(({ check }) => check === "own")) return [next.own];
    if (file === undefined) return [next.askOthers, next.keep];
    return [failed.every(isOfGivenHash) ? next.hash : next.fileAnew];
  }
  const steps = findings.map((finding) => stepFor(finding, asked));
  const told =
    file === undefined ? steps : steps.map((step) => (step && step !== next.unknownHere ? next.fileLacks : step));
  return [...new Set(told.filter((step) => step !== undefined))];
}

/** Whether the reader's own hash is all that the file contradicts. */
function isOfGivenHash(finding: Finding): boolean {
  return finding.check === "agreement" && finding.state === "failed" && finding.endpoints.length === 0;
}

/** Undefined where nothing helps, as with a contract wallet, which alone can tell what it signed. */
function stepFor(finding: Finding, asked: Evidence["asked"]): string | undefined {
  if (finding.state !== "unknown") return undefined;
  switch (finding.check) {
    case "header":
      return next.unknownHere;
    case "state":
      if (finding.lack === "sample") return next.whole;
      return finding.lack === "header" ? next.unknownHere : next.missing;
    case "history":
      return finding.lack === "fields" ? next.unknownHere : next.missing;
    case "signatures":
      return finding.lack === "some" && finding.untold === 0n ? undefined : next.missing;
    case "limits":
      return finding.lack === "record" && !asked.record ? next.withRecord : next.missing;
    case "own":
      return finding.lack === "open" ? next.ownLater : next.missing;
    case "finality":
      if (finding.lack === "silent") return next.depth;
      if (finding.lack === "header") return next.unknownHere;
      return finding.lack === "open" ? next.later : next.missing;
    default:
      return next.missing;
  }
}
