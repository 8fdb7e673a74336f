import { useEffect, useState } from "react";

/**
 * Takes what is dropped anywhere on the page, or pasted where nothing is being written.
 * @returns Whether something is held over the page.
 */
export function useDropped(onFiles: (files: File[]) => void, onText: (text: string) => void): boolean {
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    function take(given: DataTransfer | null): void {
      const files = [...(given?.files ?? [])];
      const text = given?.getData("text/plain") ?? "";
      if (files.length > 0) onFiles(files);
      else if (text.trim() !== "") onText(text);
    }
    const over = (event: DragEvent) => {
      // Without this the browser would open the file in place of the page.
      event.preventDefault();
      setOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer);
    };
    const paste = (event: ClipboardEvent) => {
      const isWriting = event.target instanceof Element && event.target.closest("textarea, input");
      const hasFiles = (event.clipboardData?.files.length ?? 0) > 0;
      if (!isWriting || hasFiles) take(event.clipboardData);
    };
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("dragover", over);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
      document.removeEventListener("paste", paste);
    };
  }, [onFiles, onText]);

  return isOver;
}
