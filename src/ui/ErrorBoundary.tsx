import { Component, type ErrorInfo, type ReactNode } from "react";
import { words } from "@/words/words";
import { Button } from "./Button";
import { Message } from "./Message";

type State = { error: unknown };

/** Catches what a part of the page throws, says so, and offers to load the page again. The rest of it stays. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <Message heading={words.fault.unexpected} lead={error instanceof Error ? error.message : String(error)}>
        <Button onClick={() => window.location.reload()}>{words.fault.retry}</Button>
      </Message>
    );
  }
}
