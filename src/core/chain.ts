/** The hash chain that makes a journal's past unchangeable without a trace. */
import { hash } from "node:crypto";

/** What the first fact is chained to. */
export const chainStart = "0".repeat(64);

/**
 * The hash (sha256, hex) of a fact that follows the one hashed `previous`. `body` is the fact's JSON text exactly as stored,
 * without `seq` and `at`; hashing the stored text, not a re-serialised object, keeps facts of newer versions verifiable.
 */
export function chainHash(previous: string, seq: number, at: number, body: string): string {
  return hash("sha256", `${previous} ${seq} ${at} ${body}`);
}
