import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runRecount } from "../support/runRecount";

test("the document shows what the command prints", async () => {
  const document = readFileSync("docs/recount.md", "utf8");
  const [, example = ""] = document.split("## An example");
  const [, command] = /npm run recount -- (.*)/.exec(example) ?? [];
  const [, shown] = /```text\n([\s\S]*?)\n```/.exec(example) ?? [];
  const { report } = await runRecount(...(command ?? "").split(" "));
  expect(withoutAge(report.trimEnd())).toBe(withoutAge(shown ?? ""));
});

/** How long ago the block was made depends on when one asks. */
function withoutAge(text: string): string {
  return text.replace(/\(.* ago\)/, "(long ago)");
}
