/** A second model reads the evidence of a change that is proven so far, and says where it has doubts. */
import { readFileSync } from "node:fs";
import type { Evidence } from "../../../core/evidence.ts";
import { toFault } from "../../../core/fault.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Model } from "../../../core/model.ts";

export interface ReviewParts {
  readonly model: Model;
  readonly task: string;
  /** The change as a unified diff. */
  readonly diff: () => Promise<string>;
  readonly signal: AbortSignal;
}

/** Characters of a diff that a reviewer is shown. */
const diffLimit = 60_000;
const doubtLimit = 5;

/** The doubts in a reply; words in another form are none. Pure. */
export function readDoubts(text: string): readonly Finding[] {
  const lines = text
    .split("\n")
    .flatMap((line) => /^\W*DOUBT\s+(?:(\S+?):(\d+)\s+)?(.+)$/.exec(line.trim()) ?? []);
  const found: Finding[] = [];
  for (let at = 0; at + 3 < lines.length && found.length < doubtLimit; at += 4) {
    const [file, line, message] = [lines[at + 1], lines[at + 2], lines[at + 3]];
    found.push({
      sensor: "review",
      severity: "warning",
      message: String(message).slice(0, 300),
      ...(file !== undefined && { location: { file, line: Number(line) } }),
    });
  }
  return found;
}

/** A review by this model. That a model could not be asked is a doubt, too. Its cost is in no budget. */
export function createReview({
  model,
  task,
  diff,
  signal,
}: ReviewParts): (evidence: Evidence) => Promise<readonly Finding[]> {
  const system = readFileSync(new URL("./review.md", import.meta.url), "utf8").trim();
  return async (evidence) => {
    const { command, fixed, findings, coverage, runs, confidence } = evidence;
    const known = JSON.stringify({ command, fixed, findings, coverage, runs, confidence });
    const text = `Task:\n${task}\n\nChange:\n${(await diff()).slice(0, diffLimit)}\n\nEvidence:\n${known}`;
    try {
      const reply = await model.reply({ system, messages: [{ role: "user", text }] }, { signal });
      return readDoubts(reply.text);
    } catch (thrown) {
      const message = `${model.name} could not be asked: ${toFault(thrown).message}`;
      return [{ sensor: "review", severity: "warning", message }];
    }
  };
}
