/** A chat server for benchmarks: it asks for one shell command a turn, then says done, and notes when it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Times are milliseconds of `performance.timeOrigin + performance.now()`, comparable between processes of one machine. */
export interface Exchange {
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly bytes: number;
}

export interface Mock {
  /** Such as `http://127.0.0.1:4711/v1`. */
  readonly url: string;
  /** Forgets what was asked and asks for `turns` commands from now on. */
  reset(turns: number): void;
  readonly exchanges: readonly Exchange[];
  close(): Promise<void>;
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface ChatRequest {
  readonly messages: readonly { readonly role: string }[];
  readonly tools?: readonly { readonly function: { readonly name: string; readonly parameters: Schema } }[];
}

export const now = (): number => performance.timeOrigin + performance.now();

/** A value for one parameter of the offered tool: a shell cell where there is a choice, the command where code is wanted. */
function fill(name: string, schema: Schema, command: string): unknown {
  if (schema.enum) return schema.enum.find((value) => value === "sh") ?? schema.enum[0];
  if (schema.type === "number" || schema.type === "integer") return 10_000;
  if (schema.type === "boolean") return false;
  return /^(?:command|cmd|script|code)$/.test(name) ? command : "Print a short line";
}

/** The offered tool that runs a shell command, called with `command`. */
function callShell(request: ChatRequest, command: string): { name: string; arguments: string } | undefined {
  const tools = (request.tools ?? []).map((tool) => tool.function);
  const tool = tools.find(({ name }) => /^(?:bash|shell|sh|run|cell|run_cell)$/.test(name)) ?? tools[0];
  if (tool === undefined) return undefined;
  const { properties = {}, required = [] } = tool.parameters;
  const filled = required.map((name) => [name, fill(name, properties[name] ?? {}, command)]);
  return { name: tool.name, arguments: JSON.stringify(Object.fromEntries(filled)) };
}

function* chunks(request: ChatRequest, turns: number): Generator {
  const turn = request.messages.filter(({ role }) => role === "tool").length;
  const call = turn < turns ? callShell(request, `echo hi-${turn}`) : undefined;
  const choice = (delta: unknown, finish: string | null): unknown => ({
    id: `mock-${turn}`,
    object: "chat.completion.chunk",
    created: 1,
    model: "mock-model",
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  if (call) {
    const tool = { index: 0, id: `call_${turn}`, type: "function", function: call };
    yield choice({ role: "assistant", content: null, tool_calls: [tool] }, null);
  } else {
    yield choice({ role: "assistant", content: "done" }, null);
  }
  yield choice({}, call ? "tool_calls" : "stop");
  yield {
    ...Object(choice({}, null)),
    choices: [],
    usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
}

/** Opens the server on a free port of the loopback. */
export async function openMock(): Promise<Mock> {
  let turns = 0;
  const exchanges: Exchange[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const askedAt = now();
    const asked: ChatRequest = JSON.parse(body);
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const chunk of chunks(asked, turns)) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    response.end("data: [DONE]\n\n");
    exchanges.push({ askedAt, answeredAt: now(), bytes: body.length });
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = isPort(address) ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    exchanges,
    reset(count) {
      turns = count;
      exchanges.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
