import { type ReactNode, useLayoutEffect, useRef } from "react";
import { words } from "@/words/words";
import { Button } from "./Button";
import styles from "./Dialog.module.css";
import { useKeptFocus } from "./useKeptFocus";

/** A native modal dialog: focus stays inside, Escape and a click beside it close it, focus goes back afterwards. */
export function Dialog({ heading, onClose, children }: { heading: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const keepFocus = useKeptFocus(title);
  // Closed while it still stands in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby="dialog-heading"
      closedby="any"
      // Told a moment later: by then React, trying effects twice in development, may have opened it again.
      onClose={() => !dialog.current?.open && onClose()}
      onFocus={keepFocus}
    >
      <div className={styles.sheet}>
        <header className={styles.head}>
          <h2 id="dialog-heading" ref={title} tabIndex={-1}>
            {heading}
          </h2>
          <Button look="link" onClick={onClose}>
            {words.wallet.close}
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
