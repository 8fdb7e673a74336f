/** As wide as the narrowest terminal that anybody uses. */
const columns = 80;

/**
 * A text on lines of at most 80 columns, each with so many spaces before it. A word that is longer is cut, so that no title
 * reaches beyond the edge.
 */
export function wrapText(text: string, indent = 0): string[] {
  const width = columns - indent;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((word) => cutWord(word, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (Array.from(longer).length <= width) {
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
  const letters = Array.from(word);
  const parts = Math.max(1, Math.ceil(letters.length / width));
  return Array.from({ length: parts }, (_, part) => letters.slice(part * width, (part + 1) * width).join(""));
}
