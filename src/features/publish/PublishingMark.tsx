import { useState } from "react";
import { getBlock } from "viem/actions";
import { Link } from "wouter";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import { readPublishing } from "@/chain/readPublishing";
import { isStepDone, publishingSteps } from "@/election/publishing";
import { formatCount } from "@/ui/format";
import { useLive } from "@/ui/useLive";
import { publishWords } from "@/words/publish";
import { type PublishingRecord, usePublishingRecord } from "./publishingRecord";

const words = publishWords.mark;

type Chains = readonly { chain: ChainConfiguration; node: Node }[];

/** What has become of the publishing of a draft; nothing where none was begun. */
export function PublishingMark({ draft, chains }: { draft: string; chains: Chains }) {
  const [{ value: record }] = usePublishingRecord(draft);
  if (!record) return null;
  const opened = chains.find(({ chain }) => chain.id === record.chainId);
  return (
    <p>
      {opened ? (
        <Standing draft={draft} record={record} chain={opened.chain} node={opened.node} />
      ) : (
        words.begunElsewhere
      )}
    </p>
  );
}

type StandingProps = { draft: string; record: PublishingRecord; chain: ChainConfiguration; node: Node };

/** How far it has come, read once for each visit: whoever wants to follow it opens the draft. */
function Standing({ draft, record, chain, node }: StandingProps) {
  const [visit] = useState(() => String(performance.now()));
  const { value: progress } = useLive(["publishing mark", draft, record.begun], visit, async () => {
    const { hash } = await getBlock(node);
    return readPublishing(node, record, hash);
  });
  if (!progress) return words.begun(chain.name);
  const steps = publishingSteps(record);
  const done = steps.filter((step) => isStepDone(step, progress)).length;
  if (done < steps.length) {
    return words.underWay(chain.name, formatCount(BigInt(done)), formatCount(BigInt(steps.length)));
  }
  return (
    <>
      {words.published(chain.name)}{" "}
      <Link href={`/${chain.id}/${progress.election.address}`}>{publishWords.published.open}</Link>
    </>
  );
}
