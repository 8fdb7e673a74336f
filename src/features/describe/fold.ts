/** A description that is longer than this is folded, in characters and in lines. */
const longest = { characters: 900, lines: 16 };
/** How much of it then stands: clearly less, so that unfolding it shows something. */
export const folded = { characters: 600, lines: 10 };

/** Whether a description is too long to stand before the ballot in full. */
export function isLong(text: string): boolean {
  return text.length > longest.characters || text.split("\n").length > longest.lines;
}

/** The beginning of a long text. */
export function cutText(text: string, characters: number = folded.characters): string {
  const lines = text.split("\n");
  const first = lines.slice(0, folded.lines).join("\n");
  if (first.length <= characters) return lines.length > folded.lines ? `${first}…` : first;
  // Between two words where there are words, and never within a character.
  const cut = first.slice(0, characters).replace(/[\ud800-\udbff]$/, "");
  return `${cut.replace(/(\S)\s\S*$/, "$1")}…`;
}
