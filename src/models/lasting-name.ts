/** The names of models as a journal keeps them. */
import { resolve } from "node:path";
import type { Fact } from "../core/fact.ts";
import { modelNames } from "./choose.ts";

/** Paths of scripts as they hold from any folder, so that the session can be resumed from there. */
export function lastingName(list: string): string {
  const names = modelNames(list);
  return names
    .map((name) => name.replace(/^script:(.*)/s, (_, to: string) => `script:${resolve(to)}`))
    .join();
}

/** Of a list of models, those from the one on that answered last. */
export function answering(list: string, facts: readonly Fact[]): string {
  const names = modelNames(list);
  const switched = facts.findLast((fact) => fact.type === "model.switched");
  const at = switched?.type === "model.switched" ? names.indexOf(switched.to) : -1;
  return names.slice(Math.max(0, at)).join(",");
}
