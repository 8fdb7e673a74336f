import { useState } from "react";
import { Button } from "./Button";

type CopyButtonProps = {
  text: string;
  label: string;
  /** What the button says once the text is copied. */
  copied: string;
};

/** Copies a text. Where the browser forbids it, nothing happens: the text should stand beside it to be copied by hand. */
export function CopyButton({ text, label, copied }: CopyButtonProps) {
  const [copiedText, setCopiedText] = useState<string>();
  return (
    <Button
      onClick={() => {
        navigator.clipboard?.writeText(text).then(
          () => setCopiedText(text),
          () => setCopiedText(undefined),
        );
      }}
    >
      <span aria-live="polite">{copiedText === text ? copied : label}</span>
    </Button>
  );
}
