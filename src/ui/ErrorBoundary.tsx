import { Component, type ErrorInfo, type ReactNode } from "react";
import { words } from "@/words/words";
import { Button } from "./Button";
import { Message } from "./Message";

type State = { error: unknown };

type ErrorBoundaryProps = {
  children: ReactNode;
  /** What stands in for the part that failed; without it a message that offers to load the page again. */
  fallback?: ReactNode;
};

/** Catches what a part of the page throws, says so, and offers to load the page again. The rest of it stays. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    const { error } = this.state;
    const { children, fallback } = this.props;
    if (error === undefined) return children;
    if (fallback !== undefined) return fallback;
    return (
      <Message heading={words.fault.unexpected} lead={explain(error)}>
        <Button onClick={() => window.location.reload()}>{words.fault.retry}</Button>
      </Message>
    );
  }
}

/** What is said where a part that is loaded when needed did not come: Chromium and Firefox, Safari, Vite of its styles. */
const partMissing = /dynamically imported module|Importing a module script failed|Unable to preload CSS/;

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return partMissing.test(message) ? words.fault.partMissing : message;
}
