// Written by scripts/generate.ts from the contracts. Do not edit.
export const boxReads = [{"type":"function","name":"box","inputs":[{"name":"fromWord","type":"uint256"},{"name":"toWord","type":"uint256"}],"outputs":[{"name":"words","type":"uint256[]"}],"stateMutability":"view"}] as const;
