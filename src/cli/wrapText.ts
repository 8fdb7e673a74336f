/** As wide as the narrowest terminal that anybody uses. */
const columns = 80;

/**
 * What terminals show in two columns, or may: East Asian letters and signs, their wide forms of Latin ones, and emoji
 * (Unicode Standard Annex 11). Where one takes a single column after all, a line is shorter than it could be.
 */
const wide =
  /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\p{scx=Yiii}\p{scx=Tang}\p{scx=Kits}\p{scx=Nshu}\p{ExtPict}\p{EPres}\p{RI}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

/**
 * A text on lines of at most 80 columns, each with so many spaces before it. A word that is longer is cut, so that no title
 * reaches beyond the edge, where a terminal would go on with it at the beginning of a line.
 */
export function wrapText(text: string, indent = 0): string[] {
  const width = columns - indent;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((word) => cutWord(word, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  lines.push(line);
  return lines.map((line) => " ".repeat(indent) + line);
}

function cutWord(word: string, width: number): string[] {
  const parts: string[] = [];
  let part = "";
  let taken = 0;
  for (const letter of word) {
    const more = columnsOf(letter);
    if (taken + more > width) {
      parts.push(part);
      part = "";
      taken = 0;
    }
    part += letter;
    taken += more;
  }
  return [...parts, part];
}

function columnsOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);
}
