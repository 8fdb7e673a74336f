import { type ChainConfiguration, isPractice } from "@/chain/configuration";
import { explainError } from "@/chain/explainError";
import type { Node } from "@/chain/node";
import { readFactories } from "@/chain/readFactories";
import type { Head } from "@/chain/watchHead";
import { Notice } from "@/ui/Notice";
import { useLive } from "@/ui/useLive";
import { factoriesWords } from "@/words/factories";
import { homeWords } from "@/words/home";
import { words } from "@/words/words";
import styles from "./ElectionList.module.css";

type NoElectionsProps = { chain: ChainConfiguration; node: Node; head: Head };

/** Why a chain holds no election: nobody has put one up, or nobody could. */
export function NoElections({ chain, node, head }: NoElectionsProps) {
  const { value: factories, error } = useLive(["factories", chain.id], head.hash, () => readFactories(node));

  if (!factories) {
    return error ? (
      <Notice tone="fault" lead={words.fault.node}>
        {explainError(error)}
      </Notice>
    ) : (
      <p className={styles.soft}>{homeWords.loading}</p>
    );
  }
  const isPossible = factories.openElection || (factories.roll && factories.rollElection);
  return (
    <div className={styles.none}>
      <h3>{isPossible ? homeWords.none : factoriesWords.missing(chain.name)}</h3>
      <p>{isPossible ? homeWords.noneLead(chain.name) : factoriesWords.missingLead}</p>
      {isPractice(chain) && <p>{homeWords.nonePractice}</p>}
    </div>
  );
}
