/** Asks a chat model once, as its tests do. */
import type { Reply, Request } from "../../src/core/model.ts";
import { Fault } from "../../src/core/fault.ts";
import { createChat } from "../../src/models/chat.ts";
import { cellTools } from "../../src/models/dialect/cell-tools.ts";
import type { Wire } from "./wire.ts";

export const key = "sk-test-0123456789abcdef";
export const system = "Be brief.";
export const hello: Request = { system, messages: [{ role: "user", text: "hello" }] };

export interface Asked {
  readonly request?: Request;
  readonly dialect?: typeof cellTools;
  readonly signal?: AbortSignal;
  readonly onDelta?: (text: string) => void;
}

export interface Answer extends Reply {
  /** What was streamed. */
  readonly deltas: string;
}

/** A chat model on that wire; it waits no time, and tells how long it would have waited. */
export function chatOn(wire: Wire, dialect = cellTools, waits: number[] = []) {
  const patience = {
    wait: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
    random: () => 0.5,
  };
  const endpoint = { title: "Wire", base: wire.base, key, keyVariable: "WIRE_API_KEY" };
  return createChat({ name: "wire/small", model: "small", endpoint, dialect, patience });
}

/** One reply of a new model on that wire. */
export async function ask(wire: Wire, asked: Asked = {}, waits: number[] = []): Promise<Answer> {
  const { request = hello, dialect = cellTools, signal = new AbortController().signal } = asked;
  let deltas = "";
  const reply = await chatOn(wire, dialect, waits).reply(request, {
    signal,
    onDelta: (text) => {
      deltas += text;
      asked.onDelta?.(text);
    },
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
