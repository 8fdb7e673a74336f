const labels = ["Quorum", "Majority", "In a tie", "Contact"] as const;

/** What a rule is about. On the chain it stands in English, whatever language the page is in. */
type RuleLabel = (typeof labels)[number];

/** A rule that the organiser wrote, on one line. The contract knows nothing of it. */
export type Rule = { label: RuleLabel; text: string };

const line = new RegExp(`^(${labels.join("|")}): (.*\\S)$`);

/**
 * A description as it goes on the chain: the text and, after a blank line, each rule on a line of its own.
 * Blank rules are left out, and what would break a rule's line becomes a space.
 */
export function writeRules(text: string, rules: readonly Rule[]): string {
  const lines = rules
    .map(({ label, text: rule }) => ({ label, text: oneLine(rule) }))
    .filter((rule) => rule.text !== "")
    .map((rule) => `${rule.label}: ${rule.text}`);
  return [text.trimEnd(), lines.join("\n")].filter((part) => part !== "").join("\n\n");
}

/**
 * Parts a description into its text and the rules at its end. Lines are rules only where nothing else follows them, where
 * a blank line or nothing stands before them, and where no label comes twice; anything else is text.
 */
export function splitRules(description: string): { text: string; rules: readonly Rule[] } {
  const lines = description.trimEnd().split(/\r\n|[\n\r]/);
  const first = lines.findLastIndex((written) => !line.test(written)) + 1;
  const rules = lines.slice(first).flatMap(parseRule);
  const isApart = first === 0 || lines[first - 1]?.trim() === "";
  const isOnce = new Set(rules.map(({ label }) => label)).size === rules.length;
  if (rules.length === 0 || !isApart || !isOnce) return { text: description.trimEnd(), rules: [] };
  return { text: lines.slice(0, first).join("\n").trimEnd(), rules };
}

function parseRule(written: string): Rule[] {
  const [, label, text = ""] = line.exec(written) ?? [];
  return labels.filter((known) => known === label).map((known) => ({ label: known, text: oneLine(text) }));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
