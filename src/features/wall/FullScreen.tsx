import { useSyncExternalStore } from "react";
import { Button } from "@/ui/Button";
import { wallWords } from "@/words/wall";

/** Fills the screen with the page, and back. Nothing where the browser cannot. */
export function FullScreen() {
  const isFull = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  if (!document.fullscreenEnabled) return null;
  const change = () => (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  return (
    // A browser that refuses leaves the page as it is.
    <Button look="link" onClick={() => void change().catch(() => {})}>
      {isFull ? wallWords.leaveFullScreen : wallWords.fullScreen}
    </Button>
  );
}

function subscribe(listener: () => void) {
  document.addEventListener("fullscreenchange", listener);
  return () => document.removeEventListener("fullscreenchange", listener);
}
