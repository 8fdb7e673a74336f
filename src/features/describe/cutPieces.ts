import { cutText, folded } from "./fold";
import type { Piece } from "./parseMarkdown";

/** What a line of its own takes of a folded description's length, in characters, beside its text. */
const line = folded.characters / folded.lines;

/** The beginning of a long description. */
export function cutPieces(pieces: readonly Piece[]): Piece[] {
  return cut(pieces, folded.characters).kept;
}

function cut(pieces: readonly Piece[], characters: number): { kept: Piece[]; left: number } {
  const kept: Piece[] = [];
  let left = characters;
  for (const piece of pieces) {
    if (left <= 0) break;
    if (typeof piece === "string") {
      kept.push(cutText(piece, left));
      left -= piece.length;
    } else {
      const inner = cut(piece.children, left);
      kept.push({ ...piece, children: inner.kept });
      const isLine = piece.tag === "p" || piece.tag === "li" || piece.tag === "br";
      left = isLine ? Math.min(inner.left, left - line) : inner.left;
    }
  }
  return { kept, left };
}
