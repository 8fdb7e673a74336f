import { describe, expect, test } from "vitest";
import { faultOf, hear, type RelayState, type RelayStatement } from "@/election/relayStatement";

const relay = "https://relay.example";
const closes = 1_800_100_000n;
const start = { number: 1_000n, timestamp: 1_800_000_000n };
/** The chain so many blocks and seconds later. */
const later = (blocks: bigint, seconds: bigint) => ({
  number: start.number + blocks,
  timestamp: start.timestamp + seconds,
});

/** What a relay has said, at these moments, one after the other. */
function said(...words: [state: RelayState, blocks?: bigint, seconds?: bigint][]): readonly RelayStatement[] {
  return words.reduce<readonly RelayStatement[]>(
    (statements, [state, blocks = 0n, seconds = 0n]) => hear(statements, relay, state, later(blocks, seconds)),
    [],
  );
}

function only(statements: readonly RelayStatement[]): RelayStatement {
  const [statement, ...others] = statements;
  if (!statement || others.length > 0) throw new RangeError("Not one statement.");
  return statement;
}

describe("what a relay has said", () => {
  test("counts from when it first had the ballot", () => {
    const statement = only(said(["accepted"], ["sent", 3n, 30n], ["accepted", 9n, 90n]));
    expect(statement).toMatchObject({ at: start.timestamp, block: start.number, saidAt: 1_009n, state: "accepted" });
  });

  test("is the same where it says the same again", () => {
    const statements = said(["accepted"]);
    expect(hear(statements, relay, "accepted", later(9n, 90n))).toBe(statements);
  });

  test.each<RelayState>(["void", "gone"])("is nothing where it begins with %s", (state) => {
    expect(said([state])).toEqual([]);
  });

  test("is kept apart from what another says", () => {
    const both = hear(said(["accepted"]), "https://other.example", "sent", later(1n, 1n));
    expect(both.map(({ relay, state }) => [relay, state])).toEqual([
      [relay, "accepted"],
      ["https://other.example", "sent"],
    ]);
  });
});

describe("a relay is named", () => {
  test.each<[string, readonly RelayStatement[], ReturnType<typeof later>, ReturnType<typeof faultOf>]>([
    ["for nothing while its time lasts", said(["accepted"]), later(9n, 720n), undefined],
    ["for being late after it", said(["accepted"]), later(9n, 721n), "late"],
    ["for being late although it says that it has sent it", said(["sent"]), later(9n, 721n), "late"],
    ["for what is not true", said(["final"]), later(9n, 721n), "untrue"],
    ["for what is not true of a block", said(["accepted"], ["inBlock", 2n, 20n]), later(9n, 721n), "untrue"],
    [
      "for being late where what it says now is too new to be seen",
      said(["accepted"], ["inBlock", 8n, 700n]),
      later(9n, 721n),
      "late",
    ],
    ["for no untruth while its time lasts", said(["final"]), later(9n, 720n), undefined],
    ["at once for giving it up", said(["accepted"], ["void", 1n, 2n]), later(1n, 2n), "void"],
    ["at once for knowing nothing of it", said(["accepted"], ["gone", 1n, 2n]), later(1n, 2n), "gone"],
    [
      "for having lost it, although it took it again",
      said(["accepted"], ["gone", 1n, 2n], ["accepted", 1n, 2n]),
      later(1n, 2n),
      "gone",
    ],
  ])("%s", (_, statements, head, expected) => {
    expect(faultOf(only(statements), head, closes)).toBe(expected);
  });

  test("sooner where it announced a shorter wait", () => {
    const statement = { ...only(said(["accepted"])), longestWait: 60n };
    expect(faultOf(statement, later(5n, 180n), closes)).toBeUndefined();
    expect(faultOf(statement, later(5n, 181n), closes)).toBe("late");
  });
});
