import { useCallback } from "react";
import * as v from "valibot";
import { Draft } from "@/election/draft";
import { readStored, store, useIsKept, useStored } from "@/ui/stored";

/** A draft in this browser. `changed`: by the reader's clock, in unix milliseconds. */
const Entry = v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)), changed: v.number() });
const Index = v.array(Entry);
const indexKey = "recount.drafts";

/** A draft of its own key each: two tabs that write two drafts do not meet, and one that is damaged harms no other. */
function draftKey(id: string): string {
  return `recount.draft.${id}`;
}

/** The drafts that this browser keeps, the last changed first. */
export function useDraftList(): readonly v.InferOutput<typeof Entry>[] {
  const [index = []] = useStored("lasting", indexKey, Index);
  return index.toSorted((a, b) => b.changed - a.changed);
}

/** A draft, what changes some of it, and whether the browser keeps it. */
export function useDraft(id: string) {
  const [draft] = useStored("lasting", draftKey(id), Draft);
  const isKept = useIsKept("lasting", draftKey(id));
  const change = useCallback(
    (part: Partial<Draft>) => {
      // Over what is kept now: another tab may have changed something else.
      const kept = readStored("lasting", draftKey(id), Draft);
      if (kept) keepDraft(id, { ...kept, ...part });
    },
    [id],
  );
  return { draft, change, isKept };
}

/** Keeps a new draft and returns its id. */
export function addDraft(draft: Draft): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const id = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  keepDraft(id, draft);
  return id;
}

/** Keeps a draft under its id, as the one that was changed last. */
export function keepDraft(id: string, draft: Draft): void {
  store("lasting", draftKey(id), draft);
  store("lasting", indexKey, [...otherDrafts(id), { id, changed: Date.now() }]);
}

/** Forgets a draft. */
export function deleteDraft(id: string): void {
  store("lasting", indexKey, otherDrafts(id));
  store("lasting", draftKey(id), undefined);
}

function otherDrafts(id: string) {
  return (readStored("lasting", indexKey, Index) ?? []).filter((entry) => entry.id !== id);
}
