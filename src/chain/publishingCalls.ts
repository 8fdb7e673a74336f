import type { Abi, Address } from "viem";
import type { Publishing, PublishingProgress, PublishingStep } from "@/election/publishing";
import { packChunks } from "@/election/roll";
import { openElectionFactory, openElectionFactoryAbi } from "./generated/openElectionFactory";
import { rollAbi } from "./generated/rollAbi";
import { rollElectionFactory, rollElectionFactoryAbi } from "./generated/rollElectionFactory";
import { rollFactory, rollFactoryAbi } from "./generated/rollFactory";
import { saltOf } from "./readPublishing";

/** A call that a wallet is to sign. */
export type StepCall = { address: Address; abi: Abi; functionName: string; args: readonly unknown[] };

/**
 * What a step of a publishing calls.
 * @throws {RangeError} where the step has a roll to do with and there is none.
 */
export function writeStep(publishing: Publishing, step: PublishingStep, progress: PublishingProgress): StepCall {
  const { question, electorate } = publishing;
  switch (step.kind) {
    case "createRoll": {
      const args = [saltOf(votersOf(publishing))];
      return { address: rollFactory.address, abi: rollFactoryAbi, functionName: "create", args };
    }
    case "addVoters": {
      const args = [BigInt(step.from), ...packChunks(votersOf(publishing).slice(step.from, step.to))];
      return { address: rollOf(progress), abi: rollAbi, functionName: "add", args };
    }
    case "closeRoll": {
      const args = [BigInt(votersOf(publishing).length)];
      return { address: rollOf(progress), abi: rollAbi, functionName: "close", args };
    }
    case "createElection": {
      if (electorate.kind === "anyone") {
        const { address } = openElectionFactory;
        return { address, abi: openElectionFactoryAbi, functionName: "create", args: [question] };
      }
      const roll = electorate.kind === "roll" ? electorate.roll : rollOf(progress);
      const { address } = rollElectionFactory;
      return { address, abi: rollElectionFactoryAbi, functionName: "create", args: [question, roll] };
    }
  }
}

function votersOf({ electorate }: Publishing): readonly Address[] {
  if (electorate.kind !== "voters") throw new RangeError("No roll is published for this electorate.");
  return electorate.voters;
}

function rollOf({ roll }: PublishingProgress): Address {
  if (!roll) throw new RangeError("There is no roll.");
  return roll.address;
}
