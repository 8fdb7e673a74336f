import { shownText } from "./shownText";

/** Letters that look like others, and beside them those that they are taken for. */
const looks = [
  // Cyrillic.
  ["АВЕЅІӀЈКМНОРСТУҮХ", "ABESIIJKMHOPCTYYX"],
  ["аԁеһіјкорԛсѕѵԝху", "adehijkopqcsvwxy"],
  // Greek.
  ["ΑΒΕΖΗΙͿΚΜΝΟΡΤΥΧ", "ABEZHIJKMNOPTYX"],
  ["αγικνορσυχω", "ayikvopouxw"],
  // Digits and signs.
  ["0|1‐‒–—−’‘ʼ`", "OII-----''''"],
] as const;
const lookOf = new Map(
  looks.flatMap(([letters, latin]) => [...letters].map((letter, index) => [letter, latin.charAt(index)])),
);

/**
 * Which of the names cannot be told from another of them at a glance: the same but for what is hidden, for spaces, for
 * small and capital letters, or for letters that look alike in another alphabet.
 */
export function lookAlikes(names: readonly string[]): boolean[] {
  const keys = names.map((name) => [fold(name), shape(name)]);
  return keys.map((own, index) => keys.some((other, at) => at !== index && other.some((key) => own.includes(key))));
}

function plain(name: string): string {
  // Compatible forms first: they may hold spaces of their own.
  return shownText(name.normalize("NFKC")).replace(/[\s\p{DI}]/gu, "");
}

function fold(name: string): string {
  return plain(name).toUpperCase().toLowerCase();
}

function shape(name: string): string {
  const latin = [...plain(name)].map((letter) => lookOf.get(letter) ?? letter);
  return latin.join("").replaceAll("I", "l").toLowerCase();
}
