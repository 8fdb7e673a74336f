import * as v from "valibot";
import { Draft } from "@/election/draft";

const DraftFile = v.object({ recount: v.literal("draft"), draft: Draft });

/** More than any draft takes, in bytes: 1,000 rows of two texts stand far below it. */
const largest = 5_000_000;

/** What keeps a file from being a draft; `place` names what is missing or wrong in it. */
export type FileFault = { fault: "notJson" | "tooLarge" } | { fault: "notDraft"; place: string };

/** A draft as a file's text. The list of voters stays in this browser, as whose members they are is nobody's business. */
export function writeDraftFile(draft: Draft): string {
  return `${JSON.stringify({ recount: "draft", draft: withoutList(draft) }, null, 2)}\n`;
}

/** A list belongs to one browser: a file that named one could put another draft's members on the roll. */
function withoutList({ voters, ...draft }: Draft): Draft {
  return voters?.kind === "roll" ? { ...draft, voters } : draft;
}

/** The draft in a file's text, or what is wrong with it. */
export function readDraftFile(text: string): { draft: Draft } | FileFault {
  if (text.length > largest) return { fault: "tooLarge" };
  let input: unknown;
  try {
    input = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { fault: "notJson" };
  }
  const parsed = v.safeParse(DraftFile, input);
  if (parsed.success) return { draft: withoutList(parsed.output.draft) };
  return { fault: "notDraft", place: v.getDotPath(parsed.issues[0]) ?? "recount" };
}
