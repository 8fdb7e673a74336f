import { useMemo } from "react";
import { drawCode } from "./drawCode";
import styles from "./QrCode.module.css";

/**
 * A text to be scanned, dark on light whatever the theme. As wide as what holds it.
 * @param label What the code is for, for who cannot see it; the text itself should stand beside it.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => drawCode(text), [text]);
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={path} />
    </svg>
  );
}
