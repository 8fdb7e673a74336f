import { useRef } from "react";
import { Button } from "@/ui/Button";
import { shorten } from "@/ui/format";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { homeWords as words } from "@/words/home";
import styles from "./OpenedOrganisers.module.css";
import { useOpenedOrganisers } from "./useOpenedOrganisers";

/** The organisers whom this browser remembers on a chain, each with a way to forget it. */
export function OpenedOrganisers({ chainId }: { chainId: number }) {
  const [opened, forget] = useOpenedOrganisers(chainId);
  const list = useRef<HTMLUListElement>(null);
  const keepFocus = useKeptFocus(list);
  return (
    <ul ref={list} tabIndex={-1} className={styles.list} onFocus={keepFocus}>
      {opened.map((organiser) => (
        <li key={organiser}>
          <span title={organiser}>{shorten(organiser)}</span>
          <Button look="link" aria-label={words.forgetOrganiser(organiser)} onClick={() => forget(organiser)}>
            {words.forget}
          </Button>
        </li>
      ))}
    </ul>
  );
}
