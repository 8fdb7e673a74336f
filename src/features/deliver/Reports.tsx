import { useRef } from "react";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { deliverWords } from "@/words/deliver";
import { words as shared } from "@/words/words";
import styles from "./Bring.module.css";
import { mostBallots } from "./brought";
import type { BroughtFault } from "./readFile";
import type { Report } from "./useBring";

const words = deliverWords.brought;

type ReportsProps = { reports: readonly Report[]; isReading: boolean; onDismiss: (id: number) => void };

/** What became of everything that was brought, by its name: what was taken, and what was wrong with the rest. */
export function Reports({ reports, isReading, onDismiss }: ReportsProps) {
  const list = useRef<HTMLElement>(null);
  const keepFocus = useKeptFocus(list);
  return (
    <section ref={list} className={styles.reports} aria-label={words.label} tabIndex={-1} onFocus={keepFocus}>
      <div role="status">
        {isReading && <p>{deliverWords.bring.reading}</p>}
        {reports.length > 0 && (
          <ul>
            {reports.map((report) => (
              <li key={report.id} className={report.faults.length > 0 ? styles.faulty : undefined}>
                <div>
                  <p>
                    <strong>
                      <bdi>{report.name}</bdi>
                    </strong>{" "}
                    {tell(report)}
                  </p>
                  {report.faults.map((fault) => (
                    <p key={`${fault.file} ${fault.line} ${fault.fault}`} className={styles.fault}>
                      {fault.file !== undefined && <bdi>{fault.file}: </bdi>}
                      {tellFault(fault, fault.file === undefined && report.faults.length > 1)}
                    </p>
                  ))}
                </div>
                <Button
                  look="link"
                  aria-label={`${words.dismiss}: ${report.name}`}
                  onClick={() => onDismiss(report.id)}
                >
                  {words.dismiss}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function tell({ taken, repeated, full }: Report): string {
  const said: string[] = [];
  if (taken > 0) said.push(words.taken(countBallots(taken)));
  if (repeated > 0) said.push(words.repeated(countBallots(repeated)));
  if (full > 0) said.push(words.full(countBallots(full), formatCount(BigInt(mostBallots))));
  return said.join(" ");
}

function tellFault(fault: BroughtFault, isOneOfSeveral: boolean): string {
  const said = fault.fault === "wrongField" ? words.faults.wrongField(fault.field) : words.faults[fault.fault];
  const isPlaced = fault.line !== undefined && (isOneOfSeveral || fault.line > 1) && fault.fault !== "nothing";
  return isPlaced ? words.atLine(formatCount(BigInt(fault.line)), said) : said;
}

/** 3 → "3 ballots" */
export function countBallots(count: number): string {
  return shared.list.ballots(formatCount(BigInt(count)), count === 1);
}
