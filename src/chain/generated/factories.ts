// Written by scripts/generate.ts from the contracts. Do not edit.
export const openElectionFactory = {"address":"0x78978C1787e7743EfF698e10edab5bb642DA98b7","initcodeHash":"0x843560ddb4c797a6ca91fb5f71b75cf5b9f121b36aea09d09592b468abd671a5"} as const;
export const rollFactory = {"address":"0xb251b57bD21F2a8eB617892290ad03fae5c7B992","initcodeHash":"0x08ff6260c25cee74fd94186503db629df240b11068db5c0275f74a41797beee4"} as const;
export const rollElectionFactory = {"address":"0xf258225296bA9c87969A999612761B2851DaA2cB","initcodeHash":"0xbef8749b22268aa0258f2af949b7a247a22b0a72b65b50d020529e1fcd0ea826"} as const;
