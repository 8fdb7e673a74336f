import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { draftFromElection } from "@/election/draft";
import { addDraft } from "@/features/create/drafts";
import { readersZone } from "@/ui/zonedFormat";
import { words } from "@/words/words";
import { OpenedElection, type WatchedElection } from "./OpenedElection";

/** Begins a draft from a published election (`#/organise/from/<chainId>/<address>`), and goes on to it. */
export function TemplatePage() {
  return <OpenedElection page={Template} />;
}

function Template({ election }: WatchedElection) {
  const [, navigate] = useLocation();
  const isBegun = useRef(false);
  useEffect(() => {
    // React tries effects twice in development.
    if (isBegun.current) return;
    isBegun.current = true;
    navigate(`/organise/${addDraft(draftFromElection(election, readersZone()))}`, { replace: true });
  }, [election, navigate]);
  return <p role="status">{words.election.loading}</p>;
}
