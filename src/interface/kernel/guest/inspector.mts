/** V8's own inspector in the same thread: it evaluates cells in REPL mode. */
import { Session } from "node:inspector";
import { takeCaptured } from "./context.mts";

export interface Remote {
  readonly type: string;
  readonly objectId?: string;
  readonly unserializableValue?: string;
  readonly value?: unknown;
}

export interface Evaluation {
  readonly result: Remote;
  readonly exceptionDetails?: { readonly text: string; readonly exception?: Remote };
}

// `context.mts` has made the context before this: the last one announced is not it, so it is found by its name.
const session = new Session();
let contextId = 0;
session.connect();
session.on("Runtime.executionContextCreated", ({ params }) => {
  if (params.context.name === "cells") contextId = params.context.id;
});

function post(method: string, params: object): Promise<object> {
  return new Promise((resolve, reject) => {
    session.post(method, params, (error: Error | null, result: object = {}) => {
      if (error === null) resolve(result);
      else reject(error);
    });
  });
}

/** Makes the context known. */
export async function connect(): Promise<void> {
  await post("Runtime.enable", {});
}

/** Evaluates in the cells' context. Rejects when the evaluation was terminated before its first await. */
export async function evaluate(expression: string, replMode: boolean): Promise<Evaluation> {
  const ended = await post("Runtime.evaluate", { expression, replMode, awaitPromise: replMode, contextId });
  if (isEvaluation(ended)) return ended;
  throw new Error("the inspector gave no result");
}

const isEvaluation = (ended: object): ended is Evaluation => "result" in ended;

/** The thing itself behind an inspector's handle. */
export async function reach({ objectId, unserializableValue, value }: Remote): Promise<unknown> {
  if (objectId !== undefined) {
    const functionDeclaration = "function(){'use strict';__tackleCapture(this)}";
    await post("Runtime.callFunctionOn", { objectId, functionDeclaration });
    post("Runtime.releaseObject", { objectId }).catch(() => {});
    return takeCaptured();
  }
  if (unserializableValue === undefined) return value;
  if (unserializableValue.endsWith("n")) return BigInt(unserializableValue.slice(0, -1));
  return Number(unserializableValue);
}
