import { commandLineWords } from "@/words/commandLine";

const words: Record<string, string> = commandLineWords.errors.file;

/** Why a file can be neither read nor written, in words for people; the system's own for what is rare. */
export function explainFileError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return Object.hasOwn(words, code) ? (words[code] ?? error.message) : error.message;
}
