/** A folder of a test's own, gone after the test. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Fault, type FaultCode } from "../../src/core/fault.ts";

export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tackle-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The code of the Fault that `work` throws; anything else that it throws passes on. */
export function codeOf(work: () => unknown): FaultCode | "none" {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
  return "none";
}
