/** Counts tokens as the models' own tokenizer would, where one is at hand. */
import { createRequire } from "node:module";
import path from "node:path";

/** Counts tokens (o200k) when gpt-tokenizer is in the folder that TACKLE_TOKENIZER names. */
export function createCounter(): ((text: string) => number) | undefined {
  const folder = process.env["TACKLE_TOKENIZER"];
  if (folder === undefined) return undefined;
  const { encode }: { readonly encode: (text: string) => readonly number[] } = createRequire(
    path.join(folder, "package.json"),
  )("gpt-tokenizer/encoding/o200k_base");
  return (text) => encode(text).length;
}
