/**
 * How likely a random sample shows none of the words that somebody changed: 1 is certain, 0 impossible. Exact, by the
 * hypergeometric distribution: C(words − changed, proven) / C(words, proven), which is the product over i from 0 to
 * changed − 1 of (words − proven − i) / (words − i).
 * @param words How many there are in all.
 * @param proven How many of them were drawn, each at most once.
 * @param changed How many are not what was told, at most `words`.
 */
export function oddsOfMissing(words: number, proven: number, changed: number): number {
  if (changed > words - proven) return 0;
  let odds = 1;
  for (let i = 0; i < changed; i += 1) odds *= (words - proven - i) / (words - i);
  return odds;
}
