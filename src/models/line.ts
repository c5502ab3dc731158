/** The line to a provider: what is sent over it is remembered, and a silence that lasts too long ends it. */

export interface Line {
  readonly fetch: typeof fetch;
  /** The last request's address and body; no headers, which is where keys are. */
  last(): { readonly url: string; readonly body: string } | undefined;
}

/** A silence of `idle` milliseconds, before an answer or in it, is an error with the code ETIMEDOUT. */
export function openLine(idle: number): Line {
  let last: { readonly url: string; readonly body: string } | undefined;
  return {
    last: () => last,
    async fetch(input, init) {
      const url = input instanceof Request ? input.url : String(input);
      if (typeof init?.body === "string") last = { url, body: init.body };
      const silence = new AbortController();
      const signal = init?.signal ? AbortSignal.any([init.signal, silence.signal]) : silence.signal;
      const watch = createWatch(idle, (error) => silence.abort(error));
      try {
        const response = await fetch(input, { ...init, signal });
        watch.heard();
        if (response.body === null) {
          watch.end();
          return response;
        }
        const { status, statusText, headers } = response;
        return new Response(watched(response.body, watch), { status, statusText, headers });
      } catch (error) {
        watch.end();
        throw error;
      }
    },
  };
}

interface Clockwork {
  readonly heard: () => void;
  readonly end: () => void;
}

function createWatch(idle: number, onSilence: (error: Error) => void): Clockwork {
  const timer = setTimeout(() => {
    const words = `nothing came for ${Math.round(idle / 1000)} s`;
    onSilence(Object.assign(new Error(words), { code: "ETIMEDOUT" }));
  }, idle);
  return { heard: () => void timer.refresh(), end: () => clearTimeout(timer) };
}

/** The same bytes; each that comes is heard. */
function watched(body: ReadableStream<Uint8Array>, watch: Clockwork): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          watch.end();
          controller.close();
          return;
        }
        watch.heard();
        controller.enqueue(value);
      } catch (error) {
        watch.end();
        controller.error(error);
      }
    },
    async cancel(reason) {
      watch.end();
      await reader.cancel(reason);
    },
  });
}
