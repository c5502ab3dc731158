/** A model behind a provider's API, whatever its format: what is asked, what is heard, and what is done when that fails. */
import type { Model, Reply, Sent } from "../core/model.ts";
import type { Dialect } from "./dialect/dialect.ts";
import type { Belongings, Piece } from "./dialect/piece.ts";
import { words } from "./dialect/words.ts";
import { hear, type Heard } from "./hear.ts";
import { interrupted } from "./interrupted.ts";
import { openLine, type Line } from "./line.ts";
import { costOf, type Price } from "./prices.ts";
import { createRelay } from "./relay.ts";
import { patience, retry, type Patience } from "./retry.ts";
import { troubleOf, type Endpoint } from "./trouble.ts";
import type { Wire } from "./wires/wire.ts";

export interface RemoteOptions {
  /** The whole name, such as `openai/gpt-5`. */
  readonly name: string;
  /** The provider's name for it. */
  readonly model: string;
  readonly endpoint: Endpoint;
  readonly wire: Wire;
  readonly dialect: Dialect;
  /** Tokens of its context, and of one reply. */
  readonly window: number;
  readonly output: number;
  /** Absent: unknown, and so is then the cost, unless the provider says it. */
  readonly price?: Price;
  readonly patience?: Patience;
}

/**
 * A model reached by streamed requests. Asks again, up to three times, after 408, 409, 425, 429, 5xx, a lost connection, a long
 * silence or a broken stream. Throws Fault `missing_key` when the key is refused, `context_overflow` when the request
 * is too long, `model_failed` otherwise, also when interrupted.
 */
export function createRemote(options: RemoteOptions): Model {
  const { name, endpoint, wire, dialect, window, output, patience: patient = patience } = options;
  // A package's model checks streams by schemas that it makes once, so it is kept; a reply's own line is found by its signal.
  const lines = new WeakMap<AbortSignal, Line>();
  const fetchOnLine: typeof fetch = (input, init) => {
    const line = init?.signal ? lines.get(init.signal) : undefined;
    return line ? line.fetch(input, init) : Promise.reject(new TypeError("a request without a reply"));
  };
  // Loading takes a while, and whoever makes this model uses it: the load overlaps with the session's start.
  const loading = wire.load().then((create) => create(options.model, { ...endpoint, fetch: fetchOnLine }));
  loading.catch(() => {}); // the first reply meets the same error
  return {
    name,
    window,
    output,
    async reply(request, { signal, onSent, onDelta = () => {}, onFailure }) {
      if (signal.aborted) throw interrupted(name);
      const spoken = request.wordsOnly ? words : dialect;
      const { prompt, tools } = spoken.encode(request, name);
      const { session } = request;
      const asking = wire.dress({ prompt, tools, output, ...(session !== undefined && { session }) });
      const line = openLine(patient.idle, onSent);
      const own = AbortSignal.any([signal]);
      lines.set(own, line);
      const relay = createRelay(onDelta);
      let streaming = false;
      let hiccups = 0;
      const attempt = async () => {
        streaming = false;
        relay.restart();
        const { stream } = await (await loading).doStream({ ...asking, abortSignal: own });
        streaming = true;
        const said = await hear(stream, wire.wants, relay.say);
        // Saying nothing is mostly a hiccup of the provider: it is asked once more before it counts.
        if (isEmpty(said) && (hiccups += 1) === 1) throw new TypeError("it said nothing");
        return said;
      };
      const heard = await retry(attempt, (thrown) => troubleOf(thrown, endpoint, streaming), {
        ...patient,
        signal,
      }).catch((thrown: unknown) => {
        if (signal.aborted) throw interrupted(name);
        const sent = line.last();
        if (sent !== undefined) onFailure?.(withoutKey(sent, endpoint));
        throw thrown;
      });
      return replyOf(heard, options, spoken);
    },
  };
}

/** Keys are in headers; should one stand in the conversation, it is taken out all the same. */
function withoutKey({ url, body }: Sent, { key = "" }: Endpoint): Sent {
  const bare = url.replace(/\?.*$/s, "");
  return { url: bare, body: key.length >= 8 ? body.replaceAll(key, "[key]") : body };
}

function replyOf(heard: Heard, { name, price }: RemoteOptions, dialect: Omit<Dialect, "name">): Reply {
  const { text, cells } = dialect.decode(heard);
  const { finish, usage } = heard;
  const cost = heard.cost ?? (price && costOf(usage, price));
  const pieces = belongings(heard, dialect, cells);
  const own: Belongings = { by: name, pieces };
  return {
    text,
    cells,
    usage,
    finish: isEmpty(heard) ? "silent" : finish,
    ...(cost !== undefined && { cost }),
    ...(pieces.length > 0 && { private: own }),
  };
}

/** The pieces that must go back to the provider: none where the cells and the words say it all. */
function belongings(
  { pieces, calls }: Heard,
  { word }: Pick<Dialect, "word">,
  cells: Reply["cells"],
): readonly Piece[] {
  let at = 0;
  const kept = pieces.flatMap((piece): readonly Piece[] => {
    // Reasoning that nobody signed is not asked for again.
    if (piece.type === "reasoning" && piece.own === undefined) return [];
    if (piece.type !== "call") return [piece];
    const [call, cell] = [calls[at], cells[at]];
    at += 1;
    const input = call && objectIn(call.input);
    const sent = cell && word?.(cell);
    const same = sent?.tool === call?.tool && JSON.stringify(sent?.input) === JSON.stringify(input);
    // Calls that made no sense are told as the cells that say so.
    if (same || call === undefined || input === undefined || cell?.code.startsWith("throw ")) return [piece];
    return [{ ...piece, said: { tool: call.tool, input } }];
  });
  const tells = (piece: Piece): boolean =>
    piece.own !== undefined || (piece.type === "call" && piece.said !== undefined);
  return kept.some(tells) ? kept : [];
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const isEmpty = ({ finish, text, calls }: Heard): boolean =>
  finish === "stop" && text.trim() === "" && calls.length === 0;
