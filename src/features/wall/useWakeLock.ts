import { useEffect } from "react";

/** Keeps the screen from going dark while this is shown, where the browser allows it. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isShown = true;

    async function hold() {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      // Refused where the battery is low, say: then the screen goes dark as it would anyway.
      lock = await navigator.wakeLock.request("screen").catch(() => undefined);
      if (!isShown) void lock?.release();
    }

    void hold();
    // The browser lets go of it when the page is hidden.
    document.addEventListener("visibilitychange", hold);
    return () => {
      isShown = false;
      document.removeEventListener("visibilitychange", hold);
      void lock?.release();
    };
  }, []);
}
