// Written by scripts/generate.ts from the contracts. Do not edit.
export const openElectionFactory = {"address":"0x78978C1787e7743EfF698e10edab5bb642DA98b7","initcodeHash":"0x843560ddb4c797a6ca91fb5f71b75cf5b9f121b36aea09d09592b468abd671a5"} as const;
export const rollFactory = {"address":"0x65402A3ccAAF2ac6f418FF27788Cb5F54F38c087","initcodeHash":"0xaf10a844b4b75e42171ebd260edf7a7980244c9ea06f31e8d0190440b9168535"} as const;
export const rollElectionFactory = {"address":"0x0498652F7d428E1587cDc5cf5C09Adeb74D04ef4","initcodeHash":"0x72e2295432435ff1214f5cc469a76ad22b62bd8d5b8cdf2a7fcb4b3da71e085f"} as const;
