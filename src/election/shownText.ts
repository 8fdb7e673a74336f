/** Scripts whose letters join, or part, by U+200C and U+200D: Persian, Hindi, Sinhala and others are spelled with them. */
const joining = "Arab|Syrc|Nkoo|Mong|Deva|Beng|Guru|Gujr|Orya|Taml|Telu|Knda|Mlym|Sinh|Khmr|Mymr|Tibt"
  .split("|")
  .map((script) => `\\p{scx=${script}}`)
  .join("");
/** Scripts that put no space between words, but may mark where a line can break (U+200B). */
const unspaced = "\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}";
const emoji = "\\p{ExtPict}\\p{EMod}";

/** Invisible characters in the places where honest spelling has them. */
const honest = [
  `(?<=[${joining}])[\\u200c\\u200d]`,
  `(?<=[${unspaced}])\\u200b(?=[${unspaced}])`,
  `(?<=[${emoji}]\\ufe0f?)\\u200d(?=\\p{ExtPict})`,
  `(?<=[${emoji}])[\\ufe0e\\ufe0f]`,
  "(?<=[0-9#*])\\ufe0f(?=\\u20e3)",
  // Flags of regions, and variants of Chinese and Mongolian characters.
  "(?<=\\u{1f3f4}[\\u{e0020}-\\u{e007f}]*)[\\u{e0020}-\\u{e007f}]",
  "(?<=\\p{scx=Hani})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]",
  "(?<=\\p{scx=Mong})[\\u180b-\\u180d\\u180f]",
].join("|");

/** What cannot be seen, turns text around, or looks like nothing: all but the honest ones, and but line breaks and tabs. */
const hidden = new RegExp(`(?!${honest}|[\\t\\n\\r])[\\p{DI}\\p{Cc}\\u2800\\ufff9-\\ufffb]`, "gu");

/** More marks on one letter than any spelling has: the fifth and those after it, joiners among them. */
const mark = "[\\p{Mn}\\p{Me}\\u200c\\u200d]";
const stacked = new RegExp(`(?<=${mark}{4})${mark}+`, "gu");

/** What a stranger wrote, without what cannot be seen, and without towers of marks; lines and spaces stay. */
export function stripHidden(text: string): string {
  return text.replace(hidden, "").replace(stacked, "");
}

/**
 * What a stranger wrote as it is safe to show on one line: nothing hidden, no towers, no more than single spaces.
 * Empty where nothing could be seen of it.
 */
export function shownText(text: string): string {
  const shown = stripHidden(text).replace(/\s+/g, " ").trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(shown) ? shown : "";
}

/**
 * What of a text as written misleads the eye, whatever is shown of it.
 * - `hidden`: characters that cannot be seen, or line breaks.
 * - `stacked`: towers of marks, which are cut.
 * - `mixed`: a word of letters that look alike in different alphabets.
 */
export type TextFlag = "hidden" | "stacked" | "mixed";

/** Alphabets with letters that look like another's. */
const alphabets = ["Latn", "Cyrl", "Grek", "Armn", "Cher", "Copt"].map(
  (script) => new RegExp(`\\p{sc=${script}}`, "u"),
);

/** What readers are to be told of a text beside it. */
export function textFlags(text: string): TextFlag[] {
  const flags: TextFlag[] = [];
  // Directional marks are common beside Arabic and Hebrew, and turn nothing around.
  const marked = /[\p{scx=Arab}\p{scx=Hebr}]/u.test(text) ? text.replace(/[\u061c\u200e\u200f]/g, "") : text;
  if (marked.search(hidden) >= 0 || /[\t\n\r\v\f\u2028\u2029]/.test(text.trim())) flags.push("hidden");
  if (text.search(stacked) >= 0) flags.push("stacked");
  const words =
    stripHidden(text)
      .replace(/\p{M}/gu, "")
      .match(/\p{L}+/gu) ?? [];
  if (words.some((word) => alphabets.filter((letters) => letters.test(word)).length > 1)) flags.push("mixed");
  return flags;
}
