import { readFileSync } from "node:fs";

/** What solc takes as `--standard-json`, and with it every service that verifies sources. */
export type StandardInput = {
  language: "Solidity";
  sources: Record<string, { content: string }>;
  settings: Record<string, unknown>;
};

/** A contract as forge left it, as far as it is read here. */
type Artifact = {
  metadata: {
    compiler: { version: string };
    sources: Record<string, unknown>;
    settings: Record<string, unknown> & { compilationTarget: Record<string, string> };
  };
};

/**
 * What compiles to a contract byte for byte: its sources, those they import, and the compiler's settings.
 * @param contract A compiled contract's name.
 * @returns `compiler` is the compiler's whole version, `identifier` the contract's file and name.
 */
export function standardInput(contract: string): { compiler: string; identifier: string; input: StandardInput } {
  const artifact = new URL(`../out/${contract}.sol/${contract}.json`, import.meta.url);
  const { metadata } = JSON.parse(readFileSync(artifact, "utf8")) as Artifact;
  const { compilationTarget, ...settings } = metadata.settings;
  const [file = ""] = Object.keys(compilationTarget);
  const sources = Object.keys(metadata.sources).map((path) => {
    return [path, { content: readFileSync(new URL(`../${path}`, import.meta.url), "utf8") }];
  });
  return {
    compiler: metadata.compiler.version,
    identifier: `${file}:${contract}`,
    input: {
      language: "Solidity",
      sources: Object.fromEntries(sources),
      settings: {
        ...settings,
        outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object", "metadata"] } },
      },
    },
  };
}
