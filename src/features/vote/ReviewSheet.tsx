import { type ReactNode, useEffect, useRef } from "react";
import styles from "./CastActions.module.css";

/** The last look before signing: in sight and read out as soon as it is there. */
export function ReviewSheet({ heading, children }: { heading: string; children: ReactNode }) {
  const section = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    // All of it in sight, with its button; or, in a small window, its beginning.
    section.current?.scrollIntoView({ block: "nearest" });
  }, []);

  return (
    <section ref={section} className={styles.review} aria-labelledby="review-heading">
      <h3 id="review-heading" ref={title} tabIndex={-1}>
        {heading}
      </h3>
      {children}
    </section>
  );
}
