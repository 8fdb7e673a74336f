/** Fills an array with random numbers, as `crypto.getRandomValues` does. */
export type Random = (numbers: Uint32Array<ArrayBuffer>) => Uint32Array<ArrayBuffer>;

/**
 * The numbers from 0 up to, but without, `count` in random order (Fisher and Yates), so that the first of them are a random
 * sample, however many are taken.
 * @param count Far below 2^32: no order is likelier than another by more than count / 2^32 at each place.
 */
export function drawWords(count: number, random: Random): Uint32Array {
  const words = Uint32Array.from({ length: count }, (_, word) => word);
  const drawn = new Uint32Array(1);
  for (let place = 0; place < count; place += 1) {
    const [number = 0] = random(drawn);
    const other = place + (number % (count - place));
    [words[place], words[other]] = [words[other] ?? 0, words[place] ?? 0];
  }
  return words;
}
