import { useId } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import { shorten } from "@/ui/format";
import { rollWords } from "@/words/roll";
import { rollsWords } from "@/words/rolls";
import { RollList } from "./RollList";
import styles from "./RollList.module.css";
import { Publisher, tellSize } from "./tellRoll";

const words = rollWords.pick;

type RollPickerProps = {
  chain: ChainConfiguration;
  node: Node;
  head: Head | undefined;
  headError: unknown;
  own: Address | undefined;
  /** The roll that is chosen. */
  roll: Address | undefined;
  onChange: (roll: Address) => void;
};

/** The rolls of a chain, of which one can be chosen; one that is not closed cannot. */
export function RollPicker({ chain, node, head, headError, own, roll: chosen, onChange }: RollPickerProps) {
  const id = useId();
  return (
    <fieldset>
      <legend className="visually-hidden">{words.legend}</legend>
      <RollList chain={chain} node={node} head={head} headError={headError} own={own}>
        {(roll) => (
          <li key={roll.address} className={styles.choice}>
            <input
              id={`${id}${roll.address}`}
              type="radio"
              name={`${id}roll`}
              checked={roll.address === chosen}
              disabled={!roll.closed}
              onChange={() => onChange(roll.address)}
            />
            <label htmlFor={`${id}${roll.address}`}>
              <span className={styles.size}>{tellSize(roll.size)}</span>
              <span className={styles.facts}>
                <span>
                  {rollsWords.by} <Publisher publisher={roll.publisher} own={own} named={chain.organisers} />
                </span>
                <span className={styles.address}>{shorten(roll.address)}</span>
                {!roll.closed && <span className={styles.open}>{words.open}</span>}
              </span>
            </label>
            <Link href={`/${chain.id}/rolls/${roll.address}`}>{words.inspect}</Link>
          </li>
        )}
      </RollList>
    </fieldset>
  );
}
