// Every change of a single value in a file of evidence that still looks like one.

type Json = null | boolean | number | string | readonly Json[] | Fields;
type Fields = { readonly [name: string]: Json };

/** What was done to a value: `removed` may leave null behind; `doubled` and `exchanged` are a list's items. */
export type ChangeKind = "altered" | "removed" | "doubled" | "exchanged";

/** `field`: the value's path, with [] for every place in a list. `how`: what was done to it, and where in a list. */
export type Change = { field: string; kind: ChangeKind; how: string; file: string };

type Variant = { field: string; kind: ChangeKind; how: string; value: Json };

/** All changes to a file of evidence. Of a list the first item, the last and one between them are changed. */
export function changesTo(file: string): Change[] {
  return variantsOf(JSON.parse(file)).map(({ value, ...what }) => ({ ...what, file: JSON.stringify(value) }));
}

/** Values that could stand in the place of this one. */
function variantsOf(value: Json): Variant[] {
  if (typeof value === "boolean") return [here("turned round", !value)];
  if (typeof value === "number") return neighbours(value).map((number) => here(`made ${number}`, number));
  if (typeof value === "string") return changeText(value);
  if (value === null) return [];
  return isObject(value) ? changeFields(Object.entries(value)) : changeList(value);
}

function here(how: string, value: Json, kind: ChangeKind = "altered"): Variant {
  return { field: "", kind, how, value };
}

function neighbours(number: number): number[] {
  return number > 0 ? [number + 1, number - 1] : [1];
}

/** What can be asked for. */
const blocks = ["final", "newest", "given"];

function changeText(text: string): Variant[] {
  if (/^\d+$/.test(text)) {
    const number = BigInt(text);
    const others = number > 0n ? [number + 1n, number - 1n] : [1n];
    return others.map((other) => here(`made ${other}`, `${other}`));
  }
  if (blocks.includes(text)) return blocks.flatMap((block) => (block === text ? [] : [here(`made ${block}`, block)]));
  if (!text.startsWith("0x")) return [here("renamed", `${text}x`)];
  if (text.length <= 4) return [here("made 0x63", "0x63")];
  const middle = 2 + 2 * Math.floor((text.length - 2) / 4);
  // Of a hash or a word, one digit is as good as another.
  const inside = text.length > 66 ? [here("a digit in its middle", changeDigit(text, middle))] : [];
  return [
    ...inside,
    here("its first digit", changeDigit(text, 2)),
    here("its last digit", changeDigit(text, text.length - 1)),
    here("cut by a byte", text.slice(0, -2)),
    here("made longer by a byte", `${text}00`),
  ];
}

function changeDigit(hex: string, place: number): string {
  const digit = Number.parseInt(hex[place] ?? "0", 16) ^ 1;
  return hex.slice(0, place) + digit.toString(16) + hex.slice(place + 1);
}

function changeFields(fields: readonly (readonly [string, Json])[]): Variant[] {
  return fields.flatMap(([name, value]) => {
    const put = (other: Json) => Object.fromEntries(fields.map((field) => (field[0] === name ? [name, other] : field)));
    const without = Object.fromEntries(fields.filter((field) => field[0] !== name));
    const inside: Variant[] = variantsOf(value).map((variant) => ({ ...variant, value: put(variant.value) }));
    if (value !== null) inside.push(here("made null", put(null), "removed"));
    inside.push(here("left out", without, "removed"));
    return inside.map((variant) => ({ ...variant, field: join(name, variant.field) }));
  });
}

function changeList(items: readonly Json[]): Variant[] {
  const last = items.length - 1;
  const places = last < 0 ? [] : [...new Set([0, Math.floor(last / 2), last])];
  return places.flatMap((place) => {
    const item = items[place] ?? null;
    const inside: Variant[] = variantsOf(item).map((variant) => ({
      ...variant,
      field: join("[]", variant.field),
      how: `${variant.how} (${place})`,
      value: items.with(place, variant.value),
    }));
    const around = [
      here(`without (${place})`, items.toSpliced(place, 1), "removed"),
      here(`doubled (${place})`, items.toSpliced(place, 0, item), "doubled"),
    ];
    const next = items[place + 1];
    if (next !== undefined && !isSame(item, next)) {
      const exchanged = items.toSpliced(place, 2, next, item);
      around.push(here(`(${place}) and the next one exchanged`, exchanged, "exchanged"));
      inside.push(...exchangeFields(items, place));
    }
    return [...inside, ...around];
  });
}

/** Of an item and the next one, one field after the other exchanged. */
function exchangeFields(items: readonly Json[], place: number): Variant[] {
  const [one, other] = [items[place] ?? null, items[place + 1] ?? null];
  if (!isObject(one) || !isObject(other)) return [];
  return Object.keys(one).flatMap((name) => {
    const [mine, theirs] = [one[name], other[name]];
    if (mine === undefined || theirs === undefined || isSame(mine, theirs)) return [];
    const exchanged = items.toSpliced(place, 2, { ...one, [name]: theirs }, { ...other, [name]: mine });
    return [{ ...here(`exchanged with the next one's (${place})`, exchanged), field: `[].${name}` }];
  });
}

function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isObject(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(name: string, field: string): string {
  return field === "" || field.startsWith("[") ? name + field : `${name}.${field}`;
}
