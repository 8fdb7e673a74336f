import { useId, useState } from "react";
import type { Address } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Electorate } from "@/election/electorate";
import { rollWords as words } from "@/words/roll";
import { JoinCard } from "./JoinCard";
import { ListEditor } from "./ListEditor";
import styles from "./RollInput.module.css";
import { RollPicker } from "./RollPicker";

/** The voters of an election that are on a roll, or on a list that becomes one. */
type Voters = Exclude<Electorate, { kind: "anyone" }>;

type RollInputProps = {
  chain: ChainConfiguration;
  node: Node;
  head: Head | undefined;
  headError: unknown;
  /** The reader's own address, where a wallet is connected. */
  own: Address | undefined;
  /** The key under which this browser keeps the list, where `voters` names none. */
  list: string;
  /** What is chosen so far; undefined while nothing is. */
  voters: Voters | undefined;
  onChange: (voters: Voters | undefined) => void;
};

/** Where an organiser says who is on the roll: by a list of members, or by a roll that is published already. */
export function RollInput({ chain, node, head, headError, own, list: ownList, voters, onChange }: RollInputProps) {
  const id = useId();
  const [kind, setKind] = useState(voters?.kind ?? "list");
  const [list] = useState(voters?.kind === "list" ? voters.list : ownList);

  function choose(next: Voters["kind"]) {
    setKind(next);
    // A list says so itself, once it has any voters.
    if (next !== voters?.kind) onChange(undefined);
  }

  return (
    <div className={styles.input}>
      <fieldset className={styles.kinds}>
        <legend>{words.which}</legend>
        {(["list", "roll"] as const).map((option) => (
          <label key={option}>
            <input
              type="radio"
              name={`${id}kind`}
              checked={kind === option}
              onChange={() => choose(option)}
              aria-describedby={`${id}${option}`}
            />
            <span>
              {option === "list" ? words.fromList : words.fromChain}
              <small id={`${id}${option}`}>{option === "list" ? words.fromListHint : words.fromChainHint}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {kind === "list" ? (
        <>
          <ListEditor
            list={list}
            onVoters={(hasVoters) => {
              if (hasVoters !== (voters?.kind === "list")) onChange(hasVoters ? { kind: "list", list } : undefined);
            }}
          />
          <JoinCard />
        </>
      ) : (
        <RollPicker
          chain={chain}
          node={node}
          head={head}
          headError={headError}
          own={own}
          roll={voters?.kind === "roll" ? voters.roll : undefined}
          onChange={(roll) => onChange({ kind: "roll", roll })}
        />
      )}
    </div>
  );
}
