import { type RefObject, useEffect, useState } from "react";

/** Whether the element is on the screen, or was: what is dear can wait until somebody comes near it. */
export function useNear(element: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const observed = element.current;
    if (isNear || !observed) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: "50%" },
    );
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element, isNear]);
  return isNear;
}
