import type { Paint } from "./writeReport";

/** Select graphic rendition (ECMA-48): green, bold red, yellow. */
const codes = { passed: "32", failed: "1;31", unknown: "33", skipped: "2" } as const;

/** Colours for a terminal, unless its user wants none (no-color.org); elsewhere none. */
export function paintFor(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  if (!stream.isTTY || environment.NO_COLOR) return (text) => text;
  return (text, state) => `\u001b[${codes[state]}m${text}\u001b[0m`;
}
