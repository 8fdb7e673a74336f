import { useCallback, useEffect, useRef, useState } from "react";
import { shownText } from "@/election/shownText";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { deliverWords } from "@/words/deliver";
import { type Reading, readCode } from "./readFile";
import styles from "./Scanner.module.css";
import { useCamera } from "./useCamera";

const words = deliverWords.scanner;

type ScannerProps = {
  /** Given what a code held that is a ballot's, whole or not. */
  onRead: (reading: Reading) => void;
  onClose: () => void;
};

/** Reads ballot codes with the camera, one after the other. Loaded when it is asked for. */
export function Scanner({ onRead, onClose }: ScannerProps) {
  const [found, setFound] = useState<string>();
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);

  const take = (reading: Reading) => {
    onRead(reading);
    setFound(words.found(reading.ballots.map(({ choice }) => shownText(choice)).join(", ")));
  };
  return (
    <section ref={section} className={styles.scanner} aria-label={words.label} tabIndex={-1}>
      {found === undefined ? (
        <Camera onFound={take} onClose={onClose} />
      ) : (
        <>
          <p role="status">{found}</p>
          <p className={styles.row}>
            <Button onClick={() => setFound(undefined)}>{words.again}</Button>
            <Button look="link" onClick={onClose}>
              {words.close}
            </Button>
          </p>
        </>
      )}
    </section>
  );
}

function Camera({ onFound, onClose }: { onFound: (reading: Reading) => void; onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [isOther, setOther] = useState(false);
  // The newest, without opening the camera anew.
  const tell = useRef(onFound);
  useEffect(() => {
    tell.current = onFound;
  });
  const onCode = useCallback((text: string) => {
    const reading = readCode(text);
    if (reading.ballots.length > 0) tell.current(reading);
    else setOther(true);
  }, []);
  const state = useCamera(video, onCode, attempt);
  const isSeen = state === "looking";

  return (
    <>
      <video ref={video} className={styles.video} hidden={!isSeen} muted playsInline aria-label={words.label} />
      {state === "asking" || isSeen ? (
        <p role="status">{isOther && isSeen ? words.other : words[state]}</p>
      ) : (
        <div role="alert">
          <Notice tone="caution" lead={words.cannot}>
            {words.troubles[state]}
          </Notice>
        </div>
      )}
      <p className={styles.row}>
        {!isSeen && state !== "asking" && state !== "insecure" && (
          <Button onClick={() => setAttempt(attempt + 1)}>{words.tryAgain}</Button>
        )}
        <Button look={isSeen ? "plain" : "link"} onClick={onClose}>
          {isSeen || state === "asking" ? words.stop : words.close}
        </Button>
      </p>
    </>
  );
}
