/** A server that speaks a vendor's format, refuses what the vendor would refuse, and answers from a script. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

/** A reply, in no vendor's words. */
export interface Said {
  readonly text?: string;
  /** Thoughts before the words; `seal` is what the vendor wants to see again. */
  readonly reasoning?: string;
  readonly seal?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: string }[];
  /** The vendor's word for why it ended. */
  readonly finish?: string;
  readonly usage?: object;
}

/** One answer. */
export type Step =
  | (Said & {
      readonly type: "reply";
      /** Sends the bytes of the stream one at a time. */
      readonly drip?: boolean;
      /** Sends the stream in ten pieces with so many milliseconds between them. */
      readonly pause?: number;
      /** Sends only so many bytes of the stream. */
      readonly cut?: number;
    })
  | {
      readonly type: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly message?: string;
      readonly code?: string;
      /** In place of the vendor's own form. */
      readonly body?: string;
    }
  /** Cuts the line before any answer. */
  | { readonly type: "reset" }
  /** Says the text, then: ends without a finish, sends a broken chunk, an error, cuts the line, or says nothing any more. */
  | {
      readonly type: "truncate" | "malformed" | "error" | "disconnect" | "hang";
      readonly text?: string;
      readonly error?: object;
    };

/** A vendor's format. */
export interface Format {
  readonly name: "chat" | "anthropic" | "responses" | "google";
  /** The path below the origin that is the base URL. */
  readonly base: string;
  /** Everything that is wrong with a request; nothing is when it is one. */
  check(
    body: unknown,
    request: { readonly path: string; readonly headers: IncomingMessage["headers"] },
  ): readonly string[];
  /** How many replies of the model the conversation holds. */
  replies(body: unknown): number;
  /** The events of a whole reply. */
  whole(said: Said): string;
  /** The events up to, and with, these words; what a stream that breaks has sent. */
  begin(text: string | undefined): string;
  /** The body of an answer that is none. */
  failure(message: string, code?: string): object;
  readonly malformed: string;
  error(given: object | undefined): string;
}

export interface Wire {
  readonly base: string;
  readonly requests: readonly unknown[];
  readonly headers: readonly IncomingMessage["headers"][];
  /** What was wrong with requests; each was answered with 400. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens it on a free port of loopback. Answers are `steps` in their order, or what the function says. */
export async function openServer(
  format: Format,
  steps: readonly Step[] | ((body: unknown, index: number) => Step | undefined),
): Promise<Wire> {
  const requests: unknown[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const problems: string[] = [];
  const stepFor = typeof steps === "function" ? steps : (_: unknown, index: number) => steps[index];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body: unknown = JSON.parse(await textOf(request));
    const wrong = format.check(body, { path: request.url ?? "", headers: request.headers });
    if (wrong.length > 0) {
      problems.push(...wrong);
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify(format.failure(wrong.join("; "))));
      return;
    }
    headers.push(request.headers);
    requests.push(body);
    const step = stepFor(body, requests.length - 1);
    await play(
      format,
      step ?? { type: "status", status: 418, body: "the script of this test ran out" },
      response,
    );
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}${format.base}`,
    requests,
    headers,
    problems,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function play(format: Format, step: Step, response: ServerResponse): Promise<void> {
  if (step.type === "reset") {
    response.destroy();
    return;
  }
  if (step.type === "status") {
    response.writeHead(step.status, { "content-type": "application/json", ...step.headers });
    const { message = `status ${step.status}`, code } = step;
    response.end(step.body ?? JSON.stringify(format.failure(message, code)));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (step.type === "reply") {
    const bytes = Buffer.from(format.whole(step)).subarray(0, step.cut);
    if (step.pause === undefined) await send(bytes, response, step.drip === true);
    else await trickle(bytes, response, step.pause);
    response.end();
    return;
  }
  response.write(format.begin(step.text));
  await nextTurn();
  if (step.type === "truncate") response.end();
  if (step.type === "malformed") response.end(format.malformed);
  if (step.type === "error") response.end(format.error(step.error));
  if (step.type === "disconnect") {
    // The text must arrive before the line is cut.
    await sleep(20);
    response.destroy();
  }
}

async function trickle(bytes: Buffer, response: ServerResponse, pause: number): Promise<void> {
  const length = Math.ceil(bytes.length / 10);
  for (let at = 0; at < bytes.length; at += length) {
    response.write(bytes.subarray(at, at + length));
    await sleep(pause);
  }
}

async function send(bytes: Buffer, response: ServerResponse, drip: boolean): Promise<void> {
  if (!drip) {
    response.write(bytes);
    return;
  }
  for (const byte of bytes) {
    response.write(Uint8Array.of(byte));
    await nextTurn();
  }
}

/** Pieces of a text, so that a reply comes in several. */
export const pieces = (text: string | undefined, length: number): readonly string[] =>
  Array.from({ length: Math.ceil((text ?? "").length / length) }, (_, index) =>
    (text ?? "").slice(index * length, (index + 1) * length),
  );

export const data = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;

/** Whether the text is a JSON object, as arguments must be. */
export function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
