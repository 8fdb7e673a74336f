/** How carefully is sent, after what became of what was sent before. `now` in milliseconds, by a clock that nobody sets. */
export type Pace = {
  /** Gas is reckoned so many times dearer, from 1: some chains take more for the data than was measured. */
  headroom: () => number;
  isResting: (now: number) => boolean;
  /** A transaction was of use. */
  succeed: () => void;
  /** Something came to nothing: the next comes later, each time twice as late. */
  fail: (now: number) => void;
  /** There was too little gas, which nobody tries twice. */
  fallShort: (now: number) => void;
};

/** How much dearer gas is reckoned at most. */
const mostHeadroom = 8;
/** The first and the longest pause, in milliseconds. */
const [firstPause, longestPause] = [2_000, 60_000];

export function createPace(): Pace {
  let headroom = 1;
  let failures = 0;
  let restUntil = 0;

  function fail(now: number): void {
    restUntil = now + Math.min(longestPause, firstPause * 2 ** failures);
    failures += 1;
  }

  return {
    headroom: () => headroom,
    isResting: (now) => now < restUntil,
    succeed() {
      failures = 0;
      restUntil = 0;
    },
    fail,
    fallShort(now) {
      headroom = Math.min(mostHeadroom, headroom * 2);
      fail(now);
    },
  };
}
