import { words } from "@/words/words";

const amounts = new Intl.NumberFormat(words.locale, { maximumSignificantDigits: 3 });

/** An amount of a chain's coin in its smallest unit → "0.0123 ETH", to three digits. */
export function formatCoin(amount: bigint, { symbol, decimals }: { symbol: string; decimals: number }): string {
  const digits = amount.toString().padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  // Exact until here; three digits survive a float.
  return `${amounts.format(Number(`${digits.slice(0, point)}.${digits.slice(point)}`))}\u00a0${symbol}`;
}
