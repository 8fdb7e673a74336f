import { useMemo } from "react";
import { encode } from "uqr";
import styles from "./QrCode.module.css";

/** How many empty modules a scanner needs around the code (ISO/IEC 18004). */
const quietZone = 4;

/**
 * A text to be scanned, dark on light whatever the theme. As wide as what holds it.
 * @param label What the code is for, for who cannot see it; the text itself should stand beside it.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = useMemo(() => encode(text, { ecc: "M", border: quietZone }), [text]);
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={data.flatMap(drawRow).join("")} />
    </svg>
  );
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
