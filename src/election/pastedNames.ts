/** A candidate as an organiser writes it. */
export type WrittenName = { name: string; note: string };

const bullet = /^[-–—*+•‣◦▪·☐✓]\s+/;
const numbering = /^\(?(\d{1,3}|[a-zA-Z])[.):]\s+/;

/**
 * Names out of a pasted list, one a line, with a note behind a tab or " — ". Bullets are left out, and numbering where
 * the lines are numbered one after the other ("1. FC Köln" among others of that kind keeps its number).
 * @param listed Full names (`fullName`) that are on the ballot already.
 * @returns The new names in their order, and those that came twice, once each.
 */
export function parsePastedNames(text: string, listed: readonly string[]): { names: WrittenName[]; twice: string[] } {
  const lines = text
    .split(/[\r\n\u2028\u2029\v\f]+/)
    .map((line) => line.trim().replace(bullet, ""))
    .filter((line) => line !== "");
  const written = (isNumbered(lines) ? lines.map((line) => line.replace(numbering, "")) : lines).map(parseLine);
  const seen = new Set(listed);
  const twice = new Set<string>();
  const names = written.filter((name) => {
    const full = fullName(name);
    if (seen.has(full)) twice.add(full);
    const isNew = !seen.has(full);
    seen.add(full);
    return isNew;
  });
  return { names, twice: [...twice] };
}

/** A candidate's name as it goes on the chain: composed (NFC), on one line, with its note behind " — ". */
export function fullName({ name, note }: WrittenName): string {
  return [name, note]
    .map((part) => part.normalize("NFC").replace(/\s+/g, " ").trim())
    .filter((part) => part !== "")
    .join(" — ");
}

function parseLine(line: string): WrittenName {
  const [name = "", ...notes] = line.includes("\t") ? line.split("\t") : line.split(/\s+—\s+/);
  const note = notes.map((part) => part.trim()).filter((part) => part !== "");
  return { name: name.trim(), note: note.join(line.includes("\t") ? ", " : " — ") };
}

function isNumbered(lines: readonly string[]): boolean {
  const numbers = lines.map((line) => numbering.exec(line)?.[1]?.toLowerCase());
  const places = numbers.map((number) => (number && /[a-z]/.test(number) ? number.charCodeAt(0) : Number(number)));
  return lines.length > 1 && places.every((place, index) => index === 0 || place === (places[index - 1] ?? 0) + 1);
}
