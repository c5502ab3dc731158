/** The name of one stage's folder: never one that a session which ended badly has left behind. */
import { randomBytes } from "node:crypto";

const session = randomBytes(4).toString("hex");
let count = 0;

/** A name that no other stage has. */
export function newStageId(): string {
  count += 1;
  return `${session}-${count}`;
}
