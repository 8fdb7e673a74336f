// Why there is no evidence at all. What merely could not be read is null in it.

/** None of the endpoints answers for the chain. `others`: the chains that those serve which belong to another one. */
export class NoEndpointError extends Error {
  override name = "NoEndpointError";
  constructor(
    readonly chainId: number,
    readonly others: readonly { name: string; chainId: number }[],
  ) {
    super("No endpoint answers for this chain.");
  }
}

/** No endpoint has the block that was asked for, or none says which block is final. */
export class NoBlockError extends Error {
  override name = "NoBlockError";
  constructor(readonly block: bigint | "final" | "newest") {
    super(`No endpoint has the block: ${block}.`);
  }
}

/** The election was created after the block: it may be counted at the newest one. */
export class NotFinalYetError extends Error {
  override name = "NotFinalYetError";
  constructor(readonly block: bigint) {
    super(`The election was created after block ${block}.`);
  }
}

/** The block was replaced by another one again and again while it was read, as the newest blocks may be. */
export class BlockReplacedError extends Error {
  override name = "BlockReplacedError";
  constructor(readonly block: bigint) {
    super(`Block ${block} was replaced while it was read.`);
  }
}
