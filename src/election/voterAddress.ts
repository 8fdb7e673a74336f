import { type Address, checksumAddress } from "viem";

/** Why what somebody wrote is no voter's address. */
export type AddressFault =
  | { kind: "missing" }
  /** A name such as `ada.eth`, which may lead elsewhere tomorrow. */
  | { kind: "name" }
  /** 64 digits: a private key or a transaction. */
  | { kind: "key" }
  /** A spreadsheet took the address for a number and rounded it. */
  | { kind: "rounded" }
  | { kind: "short" | "long"; digits: number }
  /** A letter that no address has, an O for a 0 among them. */
  | { kind: "letter"; letter: string }
  /** The capital letters do not fit together (EIP-55): a letter or digit is wrong. */
  | { kind: "checksum" }
  | { kind: "zero" }
  | { kind: "notAddress" };

/**
 * What was written, checked. `address` is in lower case; `hasChecksum` says whether its capitals would have shown a
 * typing error.
 */
export type CheckedAddress = { address: Address; hasChecksum: boolean } | { fault: AddressFault };

/** Checks an address as people write, paste or export it: quoted, bracketed, as a payment link or an explorer's link. */
export function checkAddress(written: string): CheckedAddress {
  const text = bareAddress(written);
  if (text === "") return { fault: { kind: "missing" } };
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text)) return { fault: { kind: "rounded" } };
  if (/^[^\s@/]+\.(?:eth|cb\.id)$/iu.test(text)) return { fault: { kind: "name" } };

  const digits = /^(?:0x)?([0-9a-f]{40}|[0-9a-f]{64})$/i.exec(text)?.[1] ?? /^0x([0-9a-z]+)$/i.exec(text)?.[1];
  if (digits === undefined) return { fault: { kind: "notAddress" } };
  if (/^[0-9a-f]{64}$/i.test(digits)) return { fault: { kind: "key" } };
  const letter = /[^0-9a-f]/i.exec(digits)?.[0];
  if (letter !== undefined) return { fault: digits.length > 30 ? { kind: "letter", letter } : { kind: "notAddress" } };
  if (digits.length !== 40) return { fault: { kind: digits.length < 40 ? "short" : "long", digits: digits.length } };
  if (/^0+$/.test(digits)) return { fault: { kind: "zero" } };

  const address: Address = `0x${digits.toLowerCase()}`;
  const isMixed = /[a-f]/.test(digits) && /[A-F]/.test(digits);
  if (!isMixed) return { address, hasChecksum: false };
  return checksumAddress(address) === `0x${digits}` ? { address, hasChecksum: true } : { fault: { kind: "checksum" } };
}

/** The address alone, without what people and programs put around it. */
function bareAddress(written: string): string {
  const text = written
    .replace(/\p{Cf}/gu, "")
    .replace(/^[\s>"'“”‘’«»<([=]+/u, "")
    // Looked at from its first sign only: from each of them, a megabyte of spaces would take hours.
    .replace(/(?<![\s"'“”‘’«»>)\].,;:])[\s"'“”‘’«»>)\].,;:]+$/u, "")
    .replace(/^(?:ethereum:(?:pay-)?|eip155:\d+:|https?:\/\/\S+\/address\/)/i, "")
    // Chain and amount of a payment link (EIP-681).
    .replace(/^(0x[0-9a-z]+)[@/?#].*$/i, "$1");
  // In groups, as some wallets show them.
  const joined = text.replace(/\s/g, "");
  return /^0x[0-9a-f]{40}$/i.test(joined) ? joined : text;
}
