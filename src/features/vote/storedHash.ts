import * as v from "valibot";
import type { Hex } from "viem";

/** 32 bytes as this browser remembers them: a candidate's id, or a transaction's hash. */
export const StoredHash = v.custom<Hex>((input) => typeof input === "string" && /^0x[0-9a-f]{64}$/.test(input));
