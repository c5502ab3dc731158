/** A second model reads a change whose checks pass, and writes programs that hold it to what the words promise. */
import { readFileSync } from "node:fs";
import type { Evidence } from "../../../core/evidence.ts";
import type { Fact } from "../../../core/fact.ts";
import { toFault } from "../../../core/fault.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Journal } from "../../../core/journal.ts";
import type { Model, Request } from "../../../core/model.ts";
import { dossierOf } from "./dossier.ts";
import type { Reading } from "./subject.ts";

export interface ReviewParts {
  readonly model: Model;
  readonly task: string;
  /** The session's: what is asked and answered is written down. Absent: it is in none. */
  readonly journal?: Pick<Journal, "facts" | "append">;
  /** False for files that no model may see. */
  readonly shown?: (file: string) => boolean;
  readonly signal?: AbortSignal;
}

/** A program that fails by an assertion where a promise is broken. */
export interface Trial {
  readonly language: "javascript" | "python";
  readonly code: string;
}

/** What a reviewer says of a change: a promise with a program that tells whether it is kept, or a doubt in words. */
export interface Remark extends Pick<Finding, "message" | "location"> {
  readonly trial?: Trial;
}

export type Review = (reading: Reading, evidence: Evidence) => Promise<readonly Remark[]>;

const remarkLimit = 10;
/** Characters of a reply that are read. */
const replyLimit = 200_000;
/** Characters of one program: it is handed over as an argument, which can hold no NUL either. */
const codeLimit = 20_000;

const form =
  /^[^\w\n]*(?<kind>CHECK|DOUBT)[ \t]+(?:(?<file>\S+?):(?<line>\d+)[ \t]+)?(?<message>\S.*)(?:\n\s*```(?<language>\w+)[ \t]*\n(?<code>[^]*?)\n```)?/gm;

/** The remarks in a reply; words in another form are none, and so is a check without a program that can be run. Pure. */
export function readRemarks(text: string): readonly Remark[] {
  const found = text.slice(0, replyLimit).matchAll(form).take(remarkLimit);
  return found.flatMap(({ groups = {} }) => remarkOf(groups)).toArray();
}

function remarkOf({
  kind,
  file,
  line,
  message = "",
  language,
  code,
}: Readonly<Record<string, string>>): Remark[] {
  const trial = language && code ? trialOf(language, code) : undefined;
  if (kind === "CHECK" && trial === undefined) return [];
  return [
    {
      message: message.trim().slice(0, 300),
      ...(file !== undefined && { location: { file, line: Number(line) } }),
      ...(trial && { trial }),
    },
  ];
}

function trialOf(fence: string, code: string): Trial | undefined {
  if (code.length > codeLimit || code.includes("\0")) return undefined;
  if (/^(?:js|mjs|javascript)$/.test(fence)) return { language: "javascript", code };
  return /^(?:py|python3?)$/.test(fence) ? { language: "python", code } : undefined;
}

const isReview = ({ type }: Fact): boolean => type === "review.replied" || type === "review.failed";

/** A review by this model. That a model could not be asked is a doubt, too. */
export function createReview({ model, task, journal, shown = () => true, signal }: ReviewParts): Review {
  const system = readFileSync(new URL("./review.md", import.meta.url), "utf8").trim();
  return async (reading, evidence) => {
    const { command, fixed, findings, coverage } = evidence;
    const known = JSON.stringify({ command, fixed, findings, coverage });
    const text = `# Task\n\n${task}\n\n${await dossierOf(reading, shown)}\n\n# Evidence\n\n${known}`;
    const replies = (journal?.facts ?? []).filter(isReview).length;
    const request: Request = { system, messages: [{ role: "user", text }], replies, wordsOnly: true };
    const started = performance.now();
    journal?.append({ type: "review.asked", model: model.name });
    try {
      const reply = await model.reply(request, { signal: signal ?? new AbortController().signal });
      const { usage, cost } = reply;
      const milliseconds = Math.round(performance.now() - started);
      journal?.append({
        type: "review.replied",
        model: model.name,
        text: reply.text,
        usage,
        ...(cost !== undefined && { cost }),
        milliseconds,
      });
      return readRemarks(reply.text);
    } catch (thrown) {
      const why = toFault(thrown).message;
      journal?.append({ type: "review.failed", model: model.name, why });
      return [{ message: `${model.name} could not be asked: ${why}` }];
    }
  };
}
