/** The dialect that suits a model. */
import { cellTools } from "./dialect/cell-tools.ts";
import type { Dialect } from "./dialect/dialect.ts";
import { fenced } from "./dialect/fenced.ts";

/** Families that cannot call tools, by their names on local servers. */
const withoutTools = /(^|\/)(gemma[23]?|phi3|codellama|llama2|deepseek-coder|starcoder2)([:-]|$)/i;

/** `#fenced` or `#tools` at the end of a name chooses by hand. */
const byHand = /#(fenced|tools)$/;

export interface Profile {
  /** The provider's name of the model. */
  readonly model: string;
  readonly dialect: Dialect;
}

/** The profile of a model's name: what it is called without our ending, and its dialect. */
export function profileOf(name: string): Profile {
  const chosen = byHand.exec(name)?.[1];
  const model = name.replace(byHand, "");
  if (chosen !== undefined) return { model, dialect: chosen === "fenced" ? fenced : cellTools };
  return { model, dialect: withoutTools.test(model) ? fenced : cellTools };
}
