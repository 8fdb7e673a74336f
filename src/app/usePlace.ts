import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** How far down each entry of the browser's history was left; kept while pages without the frame are shown. */
const places = new Map<string, number>();

/**
 * Where the reader is on the page. A new page begins at its top, for the eye and for a screen reader; one that is come
 * back to, where it was left. The first page is left to the browser.
 */
export function usePlace(location: string, main: RefObject<HTMLElement | null>): void {
  const shown = useRef(location);

  useEffect(() => {
    const remember = () => places.set(entryKey(), window.scrollY);
    // Ours alone while the page is there: the browser would come back before the page is long enough.
    const letBrowser = () => {
      window.history.scrollRestoration = "auto";
    };
    window.history.scrollRestoration = "manual";
    window.addEventListener("scroll", remember, { passive: true });
    window.addEventListener("pagehide", letBrowser);
    return () => {
      window.removeEventListener("scroll", remember);
      window.removeEventListener("pagehide", letBrowser);
      letBrowser();
    };
  }, []);

  // Before the browser draws the page, and tells of a new place only because the page is shorter.
  useLayoutEffect(() => {
    const place = places.get(entryKey()) ?? 0;
    if (shown.current === location) return;
    shown.current = location;
    window.scrollTo(0, place);
    main.current?.focus({ preventScroll: true });
  }, [location, main]);
}

/** The key of the entry in the browser's history that is shown; one without gets its own. */
function entryKey(): string {
  const state: unknown = window.history.state;
  if (typeof state === "object" && state !== null && "entry" in state) return String(state.entry);
  const entry = String(performance.timeOrigin + performance.now());
  window.history.replaceState({ ...(state ?? {}), entry }, "");
  return entry;
}
