/** The question of an election as the contracts take it, word for word. Times are unix seconds; candidates in ballot order. */
export type Question = {
  title: string;
  /** The text, and the rules at its end (`writeRules`). */
  description: string;
  /** Each with its note, joined by " — ". */
  candidates: readonly string[];
  opens: bigint;
  closes: bigint;
};

/** The bytes that a text takes on the chain. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The bytes of all texts of a question, which the contracts bound together. */
export function textLength({ title, description, candidates }: Omit<Question, "opens" | "closes">): number {
  return [title, description, ...candidates].reduce((sum, text) => sum + byteLength(text), 0);
}
