/** Asks a model behind a wire once, as its tests do. */
import type { Model, Reply, Request, Sent } from "../../src/core/model.ts";
import { Fault } from "../../src/core/fault.ts";
import { cellTools } from "../../src/models/dialect/cell-tools.ts";
import type { Dialect } from "../../src/models/dialect/dialect.ts";
import { createRemote } from "../../src/models/remote.ts";
import { patience as patient } from "../../src/models/retry.ts";
import { anthropic } from "../../src/models/wires/anthropic.ts";
import { chat } from "../../src/models/wires/chat.ts";
import { google } from "../../src/models/wires/google.ts";
import { responses } from "../../src/models/wires/responses.ts";
import { anthropic as anthropicFormat } from "./wires/anthropic.ts";
import { chat as chatFormat } from "./wires/chat.ts";
import { google as googleFormat } from "./wires/google.ts";
import { responses as responsesFormat } from "./wires/responses.ts";
import { openServer, type Format, type Step, type Wire as Server } from "./wires/server.ts";

export const key = "sk-test-0123456789abcdef";
export const system = "Be brief.";
export const hello: Request = { system, messages: [{ role: "user", text: "hello" }] };

/** Every format, as a server sees it. */
export const formats: readonly Format[] = [chatFormat, anthropicFormat, responsesFormat, googleFormat];
const wires = { chat, anthropic, responses, google };

export interface Wire extends Server {
  readonly format: Format;
}

/** Opens a server of that format; the answers are `steps` in their order, or what the function says. */
export async function openWire(format: Format, steps: Parameters<typeof openServer>[1]): Promise<Wire> {
  return { ...(await openServer(format, steps)), format };
}

export interface Asked {
  readonly request?: Request;
  readonly dialect?: Dialect;
  readonly model?: string;
  readonly idle?: number;
  /** Waits as long as it would for anyone. */
  readonly wait?: boolean;
  readonly signal?: AbortSignal;
  readonly onSent?: () => void;
  readonly onDelta?: (text: string) => void;
  readonly onFailure?: (sent: Sent) => void;
}

export interface Answer extends Reply {
  /** What was streamed. */
  readonly deltas: string;
}

/** A model on that wire; it waits no time, and tells how long it would have waited. */
export function modelOn(wire: Wire, asked: Asked = {}, waits: number[] = []): Model {
  const { dialect = cellTools, model = "small", idle = 60_000 } = asked;
  const patience = {
    wait: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
    random: () => 0.5,
    idle,
  };
  return createRemote({
    name: `wire/${model}`,
    model,
    endpoint: { title: "Wire", base: wire.base, key, keyVariable: "WIRE_API_KEY" },
    wire: wires[wire.format.name],
    dialect,
    window: 100_000,
    output: 4_000,
    patience: asked.wait ? { ...patient, idle } : patience,
  });
}

/** One reply of a new model on that wire. */
export async function ask(wire: Wire, asked: Asked = {}, waits: number[] = []): Promise<Answer> {
  const { request = hello, signal = new AbortController().signal, onSent, onFailure } = asked;
  let deltas = "";
  const reply = await modelOn(wire, asked, waits).reply(request, {
    signal,
    onDelta: (text) => {
      deltas += text;
      asked.onDelta?.(text);
    },
    ...(onSent && { onSent }),
    ...(onFailure && { onFailure }),
  });
  return { ...reply, deltas };
}

/** The Fault that ends it; throws when it ends otherwise. */
export async function faultOf(asked: Promise<unknown>): Promise<Fault> {
  const thrown: unknown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Fault)) throw new TypeError(`expected a Fault, got ${String(thrown)}`);
  return thrown;
}

export type { Format, Step };
