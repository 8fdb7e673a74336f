/** What is measured, and how: each row has the same columns. */
export type Benchmark = { title: string; measure: () => Promise<readonly Row[]> };
export type Row = Record<string, string | number>;

/** Prints rows as a Markdown table, as `docs/benchmarks.md` takes them. */
export function printTable(title: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: readonly unknown[]) => `| ${cells.join(" | ")} |`;
  const table = [line(columns), line(columns.map(() => "---")), ...rows.map((row) => line(Object.values(row)))];
  console.log(`\n${title}\n\n${table.join("\n")}`);
}

/** The middle of some milliseconds, what nine of ten stay below, and the most, in seconds. */
export function spread(milliseconds: readonly number[]): Row {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => inSeconds(sorted[Math.ceil(sorted.length * share) - 1]);
  return { samples: sorted.length, median: at(0.5), "nine of ten": at(0.9), most: at(1) };
}

/** Bytes, in millions. */
export function inMegabytes(bytes: number): string {
  return Number.isNaN(bytes) ? "not known" : `${(bytes / 1e6).toPrecision(3)} MB`;
}

/** Milliseconds, in seconds. */
export function inSeconds(milliseconds: number | undefined): string {
  if (milliseconds === undefined) throw new RangeError("Nothing was measured.");
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
