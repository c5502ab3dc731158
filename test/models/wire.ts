/** A server that speaks streamed chat completions, checks each request and answers from a script. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";

const call = z.strictObject({
  id: z.string().min(1),
  type: z.literal("function"),
  function: z.strictObject({ name: z.string().regex(/^[\w-]{1,64}$/), arguments: z.string() }),
});
const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: z.string().min(1) }),
  z.strictObject({ role: z.literal("user"), content: z.string() }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.string().nullable(),
    tool_calls: z.array(call).min(1).optional(),
  }),
  z.strictObject({ role: z.literal("tool"), tool_call_id: z.string(), content: z.string() }),
]);
const tool = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({
    name: z.string(),
    description: z.string(),
    parameters: z.looseObject({
      type: z.literal("object"),
      properties: z.record(z.string(), z.looseObject({})),
    }),
  }),
});
const bodySchema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.literal(true) }),
  tools: z.array(tool).min(1).optional(),
});

export type Body = z.infer<typeof bodySchema>;

/** One answer. */
export type Step =
  | {
      readonly type: "reply";
      readonly text?: string;
      readonly reasoning?: string;
      readonly calls?: readonly { readonly name: string; readonly arguments: string }[];
      readonly finish?: string;
      readonly usage?: object;
      /** Sends the bytes of the stream one at a time. */
      readonly drip?: boolean;
      /** Sends only so many bytes of the stream. */
      readonly cut?: number;
    }
  | {
      readonly type: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
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

export interface Wire {
  /** For `OPENAI_BASE_URL`. */
  readonly base: string;
  readonly requests: readonly Body[];
  readonly headers: readonly IncomingMessage["headers"][];
  /** What was wrong with requests; each was answered with 400. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens it on a free port of loopback. Answers are `steps` in their order, or what the function says. */
export async function openWire(
  steps: readonly Step[] | ((body: Body, index: number) => Step | undefined),
): Promise<Wire> {
  const requests: Body[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const problems: string[] = [];
  const stepFor = typeof steps === "function" ? steps : (_: Body, index: number) => steps[index];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { body, wrong } = check(await textOf(request));
    if (body === undefined || wrong.length > 0) {
      problems.push(...wrong);
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: wrong.join("; ") } }));
      return;
    }
    headers.push(request.headers);
    requests.push(body);
    const step = stepFor(body, requests.length - 1);
    await play(step ?? { type: "status", status: 418, body: "the script of this test ran out" }, response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}/v1`,
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

/** The body, and every rule of the format that it breaks. */
export function check(text: string): { readonly body?: Body; readonly wrong: readonly string[] } {
  const parsed = bodySchema.safeParse(JSON.parse(text));
  if (!parsed.success) return { wrong: [z.prettifyError(parsed.error)] };
  return { body: parsed.data, wrong: orderProblems(parsed.data) };
}

/** What is wrong in the order of calls and their results. */
function orderProblems({ messages }: Body): readonly string[] {
  const wrong: string[] = [];
  const used = new Set<string>();
  let open = new Set<string>();
  for (const [index, each] of messages.entries()) {
    if (each.role === "system" && index > 0) wrong.push(`message ${index}: a system message amid the others`);
    if (each.role === "tool") {
      if (!open.delete(each.tool_call_id)) wrong.push(`message ${index}: no open call ${each.tool_call_id}`);
      continue;
    }
    if (open.size > 0) wrong.push(`message ${index}: calls ${[...open].join(", ")} have no result`);
    open = new Set();
    if (each.role !== "assistant") continue;
    if ((each.content ?? "") === "" && each.tool_calls === undefined)
      wrong.push(`message ${index}: is empty`);
    for (const { id, function: asked } of each.tool_calls ?? []) {
      if (used.has(id)) wrong.push(`message ${index}: the id ${id} was used before`);
      used.add(id);
      open.add(id);
      if (!isObject(asked.arguments))
        wrong.push(`message ${index}: the arguments of ${id} are no JSON object`);
    }
  }
  if (open.size > 0) wrong.push(`at the end: calls ${[...open].join(", ")} have no result`);
  return wrong;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
const chunkOf = (delta: object, finish: string | null = null): string =>
  event({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_700_000_000,
    model: "wire",
    choices: [{ index: 0, delta, finish_reason: finish }],
  });

async function play(step: Step, response: ServerResponse): Promise<void> {
  if (step.type === "reset") {
    response.destroy();
    return;
  }
  if (step.type === "status") {
    response.writeHead(step.status, { "content-type": "application/json", ...step.headers });
    response.end(step.body ?? JSON.stringify({ error: { message: `status ${step.status}` } }));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (step.type === "reply") {
    await send(whole(step).subarray(0, step.cut), response, step.drip === true);
    response.end();
    return;
  }
  response.write(chunkOf({ role: "assistant", content: "" }));
  if (step.text !== undefined) response.write(chunkOf({ content: step.text }));
  await nextTurn();
  if (step.type === "truncate") response.end();
  // What follows the broken chunk is in order: a piece of the reply is missing all the same.
  if (step.type === "malformed")
    response.end(`data: {"choices": [{"ind\n\n${chunkOf({}, "stop")}data: [DONE]\n\n`);
  if (step.type === "error")
    response.end(event({ error: step.error ?? { message: "overloaded", code: 502 } }));
  if (step.type === "disconnect") {
    // The text must arrive before the line is cut.
    await new Promise((resolve) => setTimeout(resolve, 20));
    response.destroy();
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

/** The bytes of a whole reply. */
export function whole({
  text,
  reasoning,
  calls = [],
  finish,
  usage,
}: Extract<Step, { type: "reply" }>): Buffer {
  const parts = [chunkOf({ role: "assistant", content: text === undefined ? null : "" })];
  if (reasoning !== undefined) parts.push(chunkOf({ reasoning_content: reasoning }));
  for (const piece of text?.match(/[\s\S]{1,7}/g) ?? []) parts.push(chunkOf({ content: piece }));
  for (const [index, { name, arguments: given }] of calls.entries()) {
    const named = {
      index,
      id: `call_of_provider_${index}`,
      type: "function",
      function: { name, arguments: "" },
    };
    parts.push(chunkOf({ tool_calls: [named] }));
    for (const piece of given.match(/[\s\S]{1,9}/g) ?? [])
      parts.push(chunkOf({ tool_calls: [{ index, function: { arguments: piece } }] }));
  }
  parts.push(chunkOf({}, finish ?? (calls.length > 0 ? "tool_calls" : "stop")));
  if (usage !== undefined)
    parts.push(event({ id: "chatcmpl-1", object: "chat.completion.chunk", choices: [], usage }));
  return Buffer.from(`${parts.join("")}data: [DONE]\n\n`);
}
