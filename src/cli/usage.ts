/** What `--help` prints. */
export const usage = `Recounts an election from the chain and proves the result.

  npm run recount -- <link or address> --rpc URL --rpc URL [options]
  npm run recount -- verify FILE [--block-hash HASH]

The link ends in #/<chain id>/<address>. With two endpoints of different
operators a result can be proven; without --rpc those configured for the chain
are asked (src/public/chains.json and chains/).

The answer is PROVEN where every check passed; CONSISTENT where they rest on one
party's word; INCOMPLETE where something could not be checked; and CONFLICT
where things contradict each other.

  --rpc URL            an endpoint to ask; as often as there are endpoints
  --chain ID           the chain of a bare address; else the endpoints' own
  --block WHICH        final (default), newest, or a block's number
  --voter ADDRESS      with --choice: is this ballot counted as it was cast?
  --choice NAME        the candidate's name, or how it begins
  --without PART       leave out record, receipts or signatures; repeatable
  --whole              prove every word of the ballot box, however long it takes
  --sample N           prove N words of it, drawn by lot; rolls of up to 5,000
                       voters are always proven whole
  --final-depth N      hold blocks this deep for final where the chain does not
                       say which are
  --evidence FILE      write all that the recount rests on to a file

verify checks such a file without asking anybody. Everything in a file rests on
its block's hash, and whoever made it could make that up too: --block-hash gives
the hash that you know from elsewhere, such as a node or an explorer you trust.

It ends with 0 where the answer is proven or consistent, with 1 in a conflict,
and with 2 where something could not be checked, or the command not be followed.
Every check is described in docs/recount.md.
`;
