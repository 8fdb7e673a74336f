import { type ReactNode, Suspense } from "react";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { Notice } from "@/ui/Notice";
import { words } from "@/words/words";

/** Holds what is loaded when it is met: where it does not come, that is said, and the rest of the ballot goes on. */
export function Part({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary fallback={<Notice tone="fault" lead={words.fault.partMissing} />}>
      <Suspense>{children}</Suspense>
    </ErrorBoundary>
  );
}
