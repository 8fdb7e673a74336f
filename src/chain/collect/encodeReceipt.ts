import { type Hex, toRlp } from "viem";

/** The kinds of transaction whose receipts are legacy, EIP-2930, 1559, 4844 and 7702, and a deposit of the OP stack. */
const kinds = [0, 1, 2, 3, 4, 0x7e];
const deposit = 0x7e;

type Fields = Readonly<Record<string, unknown>>;
type Item = Hex | Item[];

/**
 * A receipt of JSON-RPC written out as the receipts trie holds it: the byte of its kind (EIP-2718; none for legacy ones) and
 * the RLP list of status (before EIP-658 the state root), gas used until then, bloom filter and logs. Deposits of the OP
 * stack have their nonce and a version behind these since Canyon; before it, the nonce is told but not in the trie.
 * @returns Undefined where it is of a kind that is not known here, or no receipt: it cannot be written out.
 */
export function encodeReceipt(receipt: unknown): Hex | undefined {
  try {
    const fields = fieldsOf(receipt);
    const kind = fields.type === undefined ? 0 : Number(`0x0${quantity(fields.type).slice(2)}`);
    if (!kinds.includes(kind)) return undefined;
    const status = fields.status === undefined ? hexOf(fields.root) : quantity(fields.status);
    const logs = listOf(fields.logs).map((log): Item => {
      const { address, topics, data } = fieldsOf(log);
      return [hexOf(address), listOf(topics).map(hexOf), hexOf(data)];
    });
    const list: Item[] = [status, quantity(fields.cumulativeGasUsed), hexOf(fields.logsBloom), logs];
    const version = fields.depositReceiptVersion ?? undefined;
    if (kind === deposit && version !== undefined) list.push(quantity(fields.depositNonce), quantity(version));
    const rlp = toRlp(list);
    return kind === 0 ? rlp : `0x${kind.toString(16).padStart(2, "0")}${rlp.slice(2)}`;
  } catch {
    // Whatever is missing, or of another form.
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields {
  if (typeof value !== "object" || value === null) throw new TypeError("There are no fields.");
  // Every object is that; what it holds is looked at where it is read.
  return value as Fields;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError("This is no list.");
  return value;
}

function hexOf(value: unknown): Hex {
  if (typeof value !== "string" || !value.startsWith("0x") || value.length % 2 === 1) {
    throw new TypeError("These are no bytes.");
  }
  // Its first characters are looked at here, and its digits where they are turned into bytes.
  return value as Hex;
}

/** A number as RLP takes it: without leading zeros, so that 0 has no bytes. */
function quantity(value: unknown): Hex {
  if (typeof value !== "string" || !/^0x[0-9a-f]+$/i.test(value)) throw new TypeError("This is no number.");
  const digits = value.slice(2).replace(/^0+/, "");
  return `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}
