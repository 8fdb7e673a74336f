import { type FocusEvent, type RefObject, useEffect, useRef } from "react";

/**
 * Moves the focus to `refuge` when the element that had it is gone or disabled, instead of losing it to the page's top.
 * @returns To be set as `onFocus` of the area whose elements come and go.
 */
export function useKeptFocus(refuge: RefObject<HTMLElement | null>): (event: FocusEvent) => void {
  const focused = useRef<Element>(null);
  useEffect(() => {
    const last = focused.current;
    const isLost = last !== null && (!last.isConnected || last.matches(":disabled"));
    if (!isLost || (document.activeElement !== document.body && document.activeElement !== last)) return;
    focused.current = null;
    refuge.current?.focus({ preventScroll: true });
    // What stood there may have been long: without it the refuge can lie above or below the window.
    refuge.current?.scrollIntoView({ block: "nearest" });
  });
  return ({ target }) => {
    focused.current = target;
  };
}
