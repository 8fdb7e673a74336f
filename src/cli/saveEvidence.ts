import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import type { Evidence } from "@/recount/evidence";
import { writeEvidence } from "@/recount/writeEvidence";

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
