/** A session in the formats of others. */
import { openBlobReader } from "./core/blobs.ts";
import type { Change, Version } from "./core/effect.ts";
import type { Fact } from "./core/fact.ts";
import { findSession } from "./core/library.ts";
import { lineOf } from "./core/line.ts";
import { readJournal } from "./core/reader.ts";
import { sessionDiff } from "./difference.ts";
import { redactFacts, redactText } from "./export/redaction.ts";
import { diffText } from "./interface/environment/difference.ts";

/** `jsonl`: the facts; `openai`: one line for fine-tuning. */
export type ExportForm = "atif" | "jsonl" | "markdown" | "html" | "openai";

export interface ExportOptions {
  /** The state folder. */
  readonly state: string;
  readonly session: string;
  readonly form: ExportForm;
  /** Values that are secrets whatever they look like. */
  readonly keys: readonly string[];
  /** Leaves what looks like a secret in place. */
  readonly withSecrets?: boolean;
}

/** The text, and how many secrets were taken out of it. Throws `Fault("session_unknown" | "journal_corrupt")`. */
export async function exportSession(
  options: ExportOptions,
): Promise<{ readonly text: string; readonly redacted: number }> {
  const path = findSession(options.state, options.session);
  const { id, facts: all, head } = readJournal(path);
  const plain = options.withSecrets === true;
  const { facts, redacted } = plain ? { facts: all, redacted: 0 } : redactFacts(all, options.keys);
  switch (options.form) {
    case "atif": {
      const { toAtif } = await import("./export/atif.ts");
      return { text: `${JSON.stringify(toAtif(facts, id), null, 2)}\n`, redacted };
    }
    case "openai": {
      const { toOpenAi } = await import("./export/openai.ts");
      return { text: `${JSON.stringify(toOpenAi(facts))}\n`, redacted };
    }
    case "jsonl":
      return { text: facts.map((fact) => `${JSON.stringify(fact)}\n`).join(""), redacted };
    default: {
      const found = await diffsOf(path, facts);
      const cleaned = plain ? { diffs: found, redacted: 0 } : cleanDiffs(found, options.keys);
      const count = redacted + cleaned.redacted;
      const { diffs } = cleaned;
      if (options.form === "markdown") {
        const { toMarkdown } = await import("./export/markdown.ts");
        return { text: toMarkdown(facts, id, diffs), redacted: count };
      }
      const net = (await sessionDiff(options.state, id)).text;
      const whole = plain ? { text: net, redacted: 0 } : redactText(net, options.keys);
      const { toHtml } = await import("./export/html.ts");
      const page = { session: id, head, diffs, net: whole.text, redacted: count };
      return { text: toHtml(facts, page), redacted: count };
    }
  }
}

export interface SpanOptions {
  /** The state folder. */
  readonly state: string;
  readonly session: string;
  /** What was said and done goes along, without what looks like a secret; else only names, numbers and how it came out. */
  readonly content: boolean;
  /** Values that are secrets whatever they look like. */
  readonly keys: readonly string[];
  /** The trace that the process was started in: `TRACEPARENT` of the W3C's trace context. */
  readonly traceparent?: string;
  /** tackle's own version. */
  readonly version: string;
}

/**
 * Sends the spans of a session's last life over OTLP, where and how the `OTEL_EXPORTER_OTLP_*` variables say, and gives their number. Rejects
 * when no collector takes them.
 */
export async function sendSessionSpans(options: SpanOptions): Promise<number> {
  const { id, facts: all } = readJournal(findSession(options.state, options.session));
  const { facts } = redactFacts(all, options.keys);
  const { toSpans } = await import("./export/spans.ts");
  const within = contextOf(options.traceparent);
  const spans = toSpans(facts, { session: id, content: options.content, ...(within && { within }) });
  const { sendSpans } = await import("./export/otlp.ts");
  await sendSpans(spans, options.version);
  return spans.length;
}

function contextOf(
  traceparent: string | undefined,
): { readonly trace: string; readonly span: string } | undefined {
  const [, trace, span] = /^00-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}$/.exec(traceparent ?? "") ?? [];
  return trace !== undefined && span !== undefined ? { trace, span } : undefined;
}

/** The unified diff of each change, by its name. */
async function diffsOf(path: string, facts: readonly Fact[]): Promise<ReadonlyMap<string, string>> {
  const blobs = openBlobReader(path);
  const bytes = (version: Version): Uint8Array | undefined =>
    version.node === "file" && version.hash !== undefined ? blobs.read(version.hash) : undefined;
  try {
    const diffs = new Map<string, string>();
    for (const fact of lineOf(facts))
      if (fact.type === "change.intended")
        diffs.set(
          fact.change,
          await diffText(
            fact.changes,
            ({ before }: Change) => bytes(before),
            ({ after }: Change) => bytes(after),
          ),
        );
    return diffs;
  } finally {
    blobs.close();
  }
}

function cleanDiffs(
  diffs: ReadonlyMap<string, string>,
  keys: readonly string[],
): { readonly diffs: ReadonlyMap<string, string>; readonly redacted: number } {
  let redacted = 0;
  const clean = [...diffs].map(([change, diff]): [string, string] => {
    const { text, redacted: count } = redactText(diff, keys);
    redacted += count;
    return [change, text];
  });
  return { diffs: new Map(clean), redacted };
}
