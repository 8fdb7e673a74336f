import { useId } from "react";
import type { Search } from "@/election/search";
import { homeWords as words } from "@/words/home";
import styles from "./SearchForm.module.css";

const phases = ["all", "open", "upcoming", "closed"] as const;

type SearchFormProps = { search: Search; onChange: (search: Search) => void };

/** What is looked for among the elections; takes effect as it is typed. */
export function SearchForm({ search, onChange }: SearchFormProps) {
  const id = useId();
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <div className={styles.field}>
        <label htmlFor={`${id}text`}>{words.search}</label>
        <input
          id={`${id}text`}
          type="search"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}hint`}
          value={search.text}
          onChange={({ target }) => onChange({ ...search, text: target.value })}
        />
        <p id={`${id}hint`}>{words.searchHint}</p>
      </div>
      <fieldset className={styles.phases}>
        <legend>{words.phase}</legend>
        {phases.map((phase) => (
          <label key={phase}>
            <input
              type="radio"
              name={`${id}phase`}
              checked={search.phase === phase}
              onChange={() => onChange({ ...search, phase })}
            />
            {words.phases[phase]}
          </label>
        ))}
      </fieldset>
    </form>
  );
}
