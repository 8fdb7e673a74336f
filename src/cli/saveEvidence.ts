import { randomBytes } from "node:crypto";
import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Evidence } from "@/recount/evidence";
import { writeEvidence } from "@/recount/writeEvidence";

/**
 * Makes sure that a file can be written there, as far as that can be told before there is anything to write.
 * @throws what the file system throws.
 */
export function probePlace(path: string): void {
  const folder = dirname(path);
  if (!statSync(folder).isDirectory()) throw fileError("ENOTDIR");
  accessSync(folder, constants.W_OK);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw fileError("EISDIR");
}

/** As the file system's own errors are told apart. */
function fileError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/**
 * Writes the evidence to a file, whole or not at all: beside it first, and then in its place. Nothing can come in between,
 * since nothing is waited for.
 * @throws what the file system throws.
 */
export function saveEvidence(path: string, evidence: Evidence): void {
  const beside = `${path}.${randomBytes(4).toString("hex")}.part`;
  try {
    writeFileSync(beside, writeEvidence(evidence), { flag: "wx" });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
