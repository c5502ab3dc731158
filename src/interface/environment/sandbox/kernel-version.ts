/** Which Linux this is. */
import { release } from "node:os";

/** Whether the running kernel is at least `major.minor`. */
export function isAtLeast(major: number, minor: number): boolean {
  const [ofMajor = 0, ofMinor = 0] = release().split(".").map(Number);
  return ofMajor > major || (ofMajor === major && ofMinor >= minor);
}
