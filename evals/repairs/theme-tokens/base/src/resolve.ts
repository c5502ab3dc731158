import { lookUp, type Tokens } from "./lookup.ts";
import { referenceOf } from "./reference.ts";

/** The plain value of a token, through all its references. */
export function resolve(tokens: Tokens, name: string): string {
  const value = lookUp(tokens, name);
  const reference = referenceOf(value);
  return reference === undefined ? value : lookUp(tokens, reference);
}
