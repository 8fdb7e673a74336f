import { createContext, useContext, useEffect } from "react";

/** Where the frame of the page hears that its first screen stands. */
export const DrawnContext = createContext(() => {});

/** Says, once `isDrawn`, that the first screen stands: what it did not need may load now. */
export function useDrawn(isDrawn: boolean): void {
  const tell = useContext(DrawnContext);
  useEffect(() => {
    if (!isDrawn) return;
    // After the browser has drawn it, and not before anybody looks.
    const frame = requestAnimationFrame(tell);
    return () => cancelAnimationFrame(frame);
  }, [isDrawn, tell]);
}
