/** `tackle models`: what can be used as things are, and what stands in the way of the rest. */
import { listModels, usualModel } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import { modelSurroundings } from "./model-surroundings.ts";
import { sanitizeLine } from "../sanitize.ts";
import { createStyle } from "../style.ts";
import type { Terminal } from "./terminal.ts";
import type { Format } from "./wish.ts";

/** Prints them and returns the exit code. */
export async function models(format: Format, terminal: Terminal): Promise<number> {
  const { keys } = modelSurroundings(process.env);
  const [offered, usual] = await Promise.all([listModels(keys), usualModel(keys)]);
  const chosen = process.env["TACKLE_MODEL"] || usual.model;
  if (format !== "text") {
    terminal.out(
      jsonLine(
        offered.map(({ name, trouble }) => ({
          name,
          usable: trouble === undefined,
          default: name === chosen,
          ...(trouble !== undefined && { trouble }),
        })),
      ),
    );
    return 0;
  }
  const style = createStyle(terminal.color);
  const width = Math.max(...offered.map(({ name }) => name.length));
  const lines = offered
    .toSorted((a, b) => Number(a.trouble !== undefined) - Number(b.trouble !== undefined))
    .map(({ name, trouble }) => {
      const words = sanitizeLine(name);
      if (trouble === undefined) return name === chosen ? style.good(`${words}  (the default here)`) : words;
      return style.dim(`${words.padEnd(width)}  ${sanitizeLine(trouble)}`);
    });
  terminal.out(`${lines.join("\n")}\n`);
  return 0;
}
