import { useState } from "react";
import { Button } from "@/ui/Button";
import { walletWords } from "@/words/wallet";

/** Copies a text. Where the browser forbids it, nothing happens: the text should stand beside it to be copied by hand. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState<string>();
  return (
    <Button
      onClick={() => {
        navigator.clipboard?.writeText(text).then(
          () => setCopied(text),
          () => setCopied(undefined),
        );
      }}
    >
      {copied === text ? walletWords.copied : label}
    </Button>
  );
}
