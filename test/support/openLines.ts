import { Agent, type OutgoingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pass } from "node:timers/promises";
import * as v from "valibot";
import { writeBallotFile } from "@/election/ballotFile";
import type { SignedBallot } from "@/election/signedBallot";

/** What a relay answered: `said` is the state of a ballot, or the code of a refusal. */
type LineAnswer = { status: number; said: string; retryAfter: number };

/** How a ballot was handed in: the last answer, after how many attempts, and how long all of them took together. */
export type HandedIn = { answer: LineAnswer; attempts: number; milliseconds: number };

/** Lines to a relay, each from the network address that it is asked to come from. */
export type Lines = {
  post: (from: string, body: string, headers?: OutgoingHttpHeaders) => Promise<LineAnswer>;
  get: (from: string, path: string) => Promise<LineAnswer>;
  close: () => void;
};

/** How often a ballot is handed in at most: a relay that asks for patience is asked again, as a page does. */
const mostAttempts = 60;

const Said = v.fallback(
  v.union([
    v.pipe(
      v.object({ state: v.string() }),
      v.transform(({ state }) => state),
    ),
    v.pipe(
      v.object({ error: v.object({ code: v.string() }) }),
      v.transform(({ error }) => error.code),
    ),
  ]),
  "nonsense",
);

/** How many of these the relay holds. */
export function countAccepted(handedIn: readonly HandedIn[]): number {
  return handedIn.filter(({ answer }) => answer.status === 202 || answer.status === 200).length;
}

/** One of the network addresses that every machine has for itself: 127.group.0.1 and on. */
export function ownAddress(group: number, place: number): string {
  return `127.${group}.${Math.floor(place / 250)}.${1 + (place % 250)}`;
}

/** How many lines a browser opens to one place at most. */
const mostLines = 6;

/** Lines that are kept open between requests, as browsers keep them. */
export function openLines(url: string): Lines {
  const agent = new Agent({ keepAlive: true, maxSockets: mostLines });
  function ask(localAddress: string, method: string, path: string, body: string, headers: OutgoingHttpHeaders) {
    return new Promise<LineAnswer>((resolve, reject) => {
      const sent = request(new URL(path, url), { agent, localAddress, method, headers }, (response) => {
        text(response).then(
          (whole) =>
            resolve({
              status: response.statusCode ?? 0,
              said: v.parse(Said, JSON.parse(whole)),
              retryAfter: Number(response.headers["retry-after"] ?? 0),
            }),
          reject,
        );
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }
  return {
    post: (from, body, headers = { "Content-Type": "application/json" }) => ask(from, "POST", "ballots", body, headers),
    get: (from, path) => ask(from, "GET", path, "", {}),
    close: () => agent.destroy(),
  };
}

/** Hands a ballot in from that network address, and again while the relay asks to wait or the line breaks. */
export async function handInFrom(lines: Lines, ballot: SignedBallot, from: string): Promise<HandedIn> {
  const body = writeBallotFile(ballot);
  const begin = performance.now();
  for (let attempts = 1; ; attempts += 1) {
    // A line that the relay closed just now, since it was idle, is opened anew, but not at once by everybody.
    const answer = await lines.post(from, body).catch(() => ({ status: 0, said: "broken", retryAfter: 1 }));
    const mayPass = answer.retryAfter > 0;
    if (!mayPass || attempts >= mostAttempts) return { answer, attempts, milliseconds: performance.now() - begin };
    await pass(1000 * answer.retryAfter);
  }
}
