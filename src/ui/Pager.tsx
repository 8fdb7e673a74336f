import { pagerWords as words } from "@/words/pager";
import { Button } from "./Button";
import { formatCount } from "./format";
import styles from "./Pager.module.css";

type PagerProps = {
  /** What is shown page by page, for who cannot see it. */
  of: string;
  /** From 0. */
  page: number;
  size: number;
  total: number;
  onChange: (page: number) => void;
};

/** Leads through a long list page by page; nothing where all of it fits on one. */
export function Pager({ of, page, size, total, onChange }: PagerProps) {
  if (total <= size) return null;
  const isFirst = page === 0;
  const isLast = (page + 1) * size >= total;
  const [from, to, all] = [page * size + 1, Math.min((page + 1) * size, total), total].map((n) =>
    formatCount(BigInt(n)),
  );
  return (
    <nav className={styles.pager} aria-label={words.label(of)}>
      {/* Not disabled: what has the focus would lose it at the last page. */}
      <Button look="link" aria-disabled={isFirst} onClick={isFirst ? undefined : () => onChange(page - 1)}>
        {words.previous}
      </Button>
      <span role="status">{words.at(`${from}`, `${to}`, `${all}`)}</span>
      <Button look="link" aria-disabled={isLast} onClick={isLast ? undefined : () => onChange(page + 1)}>
        {words.next}
      </Button>
    </nav>
  );
}

/** The page of a list that can be shown: a list that became shorter has fewer. */
export function pageOf<Item>(items: readonly Item[], wished: number, size: number): { page: number; shown: Item[] } {
  const page = Math.max(0, Math.min(wished, Math.ceil(items.length / size) - 1));
  return { page, shown: items.slice(page * size, (page + 1) * size) };
}
