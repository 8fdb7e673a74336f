import { useEffect } from "react";

/** Names the browser's tab after what the page shows. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
