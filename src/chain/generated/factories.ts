// Written by scripts/generate.ts from the contracts. Do not edit.
export const openElectionFactory = {"address":"0x78978C1787e7743EfF698e10edab5bb642DA98b7","initcodeHash":"0x843560ddb4c797a6ca91fb5f71b75cf5b9f121b36aea09d09592b468abd671a5"} as const;
export const rollFactory = {"address":"0x65402A3ccAAF2ac6f418FF27788Cb5F54F38c087","initcodeHash":"0xaf10a844b4b75e42171ebd260edf7a7980244c9ea06f31e8d0190440b9168535"} as const;
export const rollElectionFactory = {"address":"0x7FE3aEdE2640f04F958765d57e3e7A7ec450Aabc","initcodeHash":"0x4ddde72c3dba19e53c0e63c29f720726c53bacbe13ad2a970a4c9cb6057f10b2"} as const;
