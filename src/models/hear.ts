/** Hears a provider's stream out: words as they come, calls, counts and the reason why it ended. */
import type { Usage } from "../core/budget.ts";
import type { Reply } from "../core/model.ts";
import type { Call, Said } from "./dialect/dialect.ts";
import { isRecord, type Own, type Piece } from "./dialect/piece.ts";
import type { Speaker, Wire } from "./wires/wire.ts";

type Stream = Awaited<ReturnType<Speaker["doStream"]>>["stream"];
type Part = Stream extends ReadableStream<infer T> ? T : never;
type Finish = Extract<Part, { type: "finish" }>;

export interface Heard extends Said {
  readonly finish: Exclude<Reply["finish"], "silent">;
  readonly usage: Usage;
  /** What the reply was made of, in its order; `own` holds only what the format wants back. */
  readonly pieces: readonly Piece[];
  /** Dollars, where the provider says so (OpenRouter does). */
  readonly cost?: number;
}

/** Reads a stream to its end; throws what the stream, or an error in it, says when it has no proper end. */
export async function hear(
  stream: Stream,
  wants: Wire["wants"],
  onText: (text: string) => void,
): Promise<Heard> {
  let text = "";
  const calls: Call[] = [];
  const pieces = new Pieces(wants);
  let end: Finish | undefined;
  for await (const part of stream) {
    if (part.type === "error") throw part.error;
    pieces.hear(part);
    if (part.type === "text-delta") {
      text += part.delta;
      onText(part.delta);
    }
    if (part.type === "tool-call") calls.push({ tool: part.toolName, input: part.input });
    if (part.type === "finish") end = part;
  }
  const reason = end?.finishReason.unified ?? "error";
  if (end === undefined || reason === "error" || reason === "interrupted") {
    throw new TypeError("the stream had no proper end");
  }
  const cost = end.usage.raw?.["cost"];
  return {
    text,
    calls,
    cut: reason === "length",
    finish: reason === "length" ? "length" : reason === "content-filter" ? "refusal" : "stop",
    usage: countsOf(end.usage),
    pieces: pieces.all(),
    ...(typeof cost === "number" && { cost }),
  };
}

/** Collects the pieces of a stream, whose parts say by an id which piece they belong to. */
class Pieces {
  readonly #wants: Wire["wants"];
  readonly #pieces: { type: Piece["type"]; text: string; own: Own }[] = [];
  readonly #byId = new Map<string, number>();

  constructor(wants: Wire["wants"]) {
    this.#wants = wants;
  }

  hear(part: Part): void {
    const [type, phase] = [part.type.split("-")[0], part.type.split("-")[1]];
    if (part.type === "tool-call") {
      this.#add("call", part.providerMetadata);
      return;
    }
    if (type !== "text" && type !== "reasoning") return;
    if (!("id" in part) || typeof part.id !== "string") return;
    const metadata = "providerMetadata" in part ? part.providerMetadata : undefined;
    const key = `${type} ${part.id}`;
    if (phase === "start") this.#byId.set(key, this.#add(type, metadata));
    const piece = this.#pieces[this.#byId.get(key) ?? -1];
    if (piece === undefined) return;
    piece.own = { ...piece.own, ...this.#own(type, metadata, piece.own) };
    if ("delta" in part && typeof part.delta === "string") piece.text += part.delta;
  }

  all(): readonly Piece[] {
    return this.#pieces.flatMap(({ type, text, own }): readonly Piece[] => {
      const kept = Object.keys(own).length === 0 ? {} : { own };
      if (type === "text") return [{ type, length: text.length, ...kept }];
      return [type === "call" ? { type, ...kept } : { type, text, ...kept }];
    });
  }

  #add(type: Piece["type"], metadata: unknown): number {
    return this.#pieces.push({ type, text: "", own: this.#own(type, metadata, {}) }) - 1;
  }

  /** Of a provider's metadata, what its format wants back; later parts of a piece add to earlier ones. */
  #own(type: Piece["type"], metadata: unknown, before: Own): Own {
    if (!isRecord(metadata)) return {};
    const wanted = this.#wants(type);
    return Object.fromEntries(
      Object.entries(metadata).flatMap(([name, values]) => {
        const held = Object.entries(isRecord(values) ? values : {}).filter(
          (entry): entry is [string, string] => wanted.includes(entry[0]) && typeof entry[1] === "string",
        );
        return held.length === 0 ? [] : [[name, { ...before[name], ...Object.fromEntries(held) }]];
      }),
    );
  }
}

/** `inputTokens` is all of the input, as OpenAI and OpenTelemetry count it: what was read from a cache is a part of it. */
function countsOf({ inputTokens, outputTokens }: Finish["usage"]): Usage {
  return {
    inputTokens: inputTokens.total ?? 0,
    outputTokens: outputTokens.total ?? 0,
    cacheReadTokens: inputTokens.cacheRead ?? 0,
    cacheWriteTokens: inputTokens.cacheWrite ?? 0,
  };
}
