import { type RefObject, useLayoutEffect } from "react";

/** The smallest type, in pixels: ten names of 200 letters find room with it. */
const least = 8;

/**
 * Sets `--size` of an element to the largest size of type, in pixels, with which all of it fits into its box.
 * Looks again whenever the element is drawn or the window changes; grows and shrinks from where it was, so that it
 * stays still while nothing else changes.
 */
export function useFullSize(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const shown = element.current;
    if (!shown) return;
    const adapt = () => fitType(shown);
    adapt();
    window.addEventListener("resize", adapt);
    return () => window.removeEventListener("resize", adapt);
  });
}

function fitType(shown: HTMLElement) {
  const most = Math.floor(Math.min(window.innerWidth / 32, window.innerHeight / 18));
  const set = (size: number) => shown.style.setProperty("--size", `${size}px`);
  const fits = () => shown.scrollHeight <= shown.clientHeight && shown.scrollWidth <= shown.clientWidth;

  let size = Math.min(Number.parseInt(shown.style.getPropertyValue("--size"), 10) || most, most);
  set(size);
  while (size < most && fits()) set(++size);
  while (size > least && !fits()) set(--size);
}
