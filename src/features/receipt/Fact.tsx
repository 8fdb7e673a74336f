import type { ReactNode } from "react";

/** One line of what a receipt tells: its name, and what there is to it. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
