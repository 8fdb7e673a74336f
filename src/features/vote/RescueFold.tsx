import { lazy, useState } from "react";
import { signWords as words } from "@/words/sign";
import styles from "./Delivery.module.css";
import { Part } from "./Part";
import type { RescueProps } from "./Rescue";

const Rescue = lazy(() => import("./Rescue"));

type RescueFoldProps = RescueProps & {
  /** Whether it opens by itself. Only whoever reads it closes it: somebody may be scanning the code. */
  isNeeded: boolean;
};

/** Other ways to deliver a signed ballot, folded while none is needed. */
export function RescueFold({ isNeeded, ...rescue }: RescueFoldProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasNeeded, setNeeded] = useState(false);
  if (isNeeded !== wasNeeded) {
    setNeeded(isNeeded);
    if (isNeeded) setOpen(true);
  }
  return (
    <details className={styles.rescue} open={isOpen}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button. */}
      <summary
        onClick={(event) => {
          event.preventDefault();
          setOpen(!isOpen);
        }}
      >
        {words.otherWays}
      </summary>
      {isOpen && (
        <Part>
          <Rescue {...rescue} />
        </Part>
      )}
    </details>
  );
}
