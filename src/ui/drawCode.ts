import encodeQR from "qr";

/** How many empty modules a scanner needs around the code (ISO/IEC 18004). */
const quietZone = 4;

/** A text as a code to be scanned: how many modules wide it is, and the dark ones as an SVG path. */
export function drawCode(text: string): { size: number; path: string } {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: quietZone });
  return { size: rows.length, path: rows.flatMap(drawRow).join("") };
}

/** A row's dark modules as rectangles one module high: neighbours drawn apart would show seams. */
function drawRow(row: readonly boolean[], y: number): string[] {
  return row.flatMap((isDark, x) => {
    if (!isDark || row[x - 1]) return [];
    const end = row.indexOf(false, x);
    const width = (end === -1 ? row.length : end) - x;
    return [`M${x} ${y}h${width}v1h-${width}z`];
  });
}
