/** The line to a provider: what is sent over it is remembered, and a silence that lasts too long ends it. */
import { send, type Answer } from "./send.ts";

export interface Line {
  /** As far as the AI SDK's packages use it: a request with a text, answered by a stream. */
  readonly fetch: typeof fetch;
  /** The last request's address and body; no headers, which is where keys are. */
  last(): { readonly url: string; readonly body: string } | undefined;
}

/** A silence of `idle` milliseconds, before an answer or in it, is an error with the code ETIMEDOUT. `onSent` hears when a request has left. */
export function openLine(idle: number, onSent: () => void = () => {}): Line {
  let last: { readonly url: string; readonly body: string } | undefined;
  const ask = async (input: unknown, init: RequestInit = {}): Promise<Answer> => {
    const { method = "GET", body = "" } = init;
    if (typeof body !== "string") throw new TypeError("only text is sent to a model");
    const url = String(input);
    last = { url, body };
    const silence = new AbortController();
    const signal = init.signal ? AbortSignal.any([init.signal, silence.signal]) : silence.signal;
    const timer = setTimeout(() => {
      const words = `nothing came for ${Math.round(idle / 1000)} s`;
      silence.abort(Object.assign(new Error(words), { code: "ETIMEDOUT" }));
    }, idle);
    const onEnd = (): void => clearTimeout(timer);
    const onHeard = (): void => void timer.refresh();
    try {
      return await send({
        url,
        method,
        body,
        headers: recordOf(init.headers),
        signal,
        onSent,
        onHeard,
        onEnd,
      });
    } catch (error) {
      onEnd();
      throw error;
    }
  };
  // oxlint-disable-next-line no-unsafe-type-assertion -- a whole `Response` would load what this does without
  return { last: () => last, fetch: ask as unknown as typeof fetch };
}

/** The packages hand plain records over. */
function recordOf(headers: RequestInit["headers"]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));
}
