import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WalletSilentError } from "@/chain/errors";
import { waitForWallet } from "@/chain/waitForWallet";

const silence = new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("gives the wallet's answer, and leaves no timer behind", async () => {
  expect(await waitForWallet(Promise.resolve("signed"), new AbortController().signal)).toBe("signed");
  expect(vi.getTimerCount()).toBe(0);
});

test("throws what the wallet said", async () => {
  const rejection = new Error("User rejected the request.");
  await expect(waitForWallet(Promise.reject(rejection), new AbortController().signal)).rejects.toBe(rejection);
  expect(vi.getTimerCount()).toBe(0);
});

test("waits three minutes, and no longer", async () => {
  let error: unknown;
  const waiting = waitForWallet(silence, new AbortController().signal).catch((reason: unknown) => {
    error = reason;
  });
  await vi.advanceTimersByTimeAsync(179_999);
  expect(error).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  await waiting;
  expect(error).toBeInstanceOf(WalletSilentError);
});

test("ends with the reason where the wait is aborted", async () => {
  const abort = new AbortController();
  const waiting = waitForWallet(silence, abort.signal);
  abort.abort();
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
});
