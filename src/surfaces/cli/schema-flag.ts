/** Reads `--json-schema`: JSON on the command line, or the file that it is in. */
import { readFileSync } from "node:fs";
import { checkSchema, Fault } from "../../index.ts";
import { isRecord } from "./settings.ts";

/** The schema. Throws `Fault("bad_usage")` when it cannot be read, or is no schema. */
export async function readSchema(given: string): Promise<Readonly<Record<string, unknown>>> {
  const inline = given.trimStart().startsWith("{");
  const wrong = (what: string): Fault =>
    new Fault(
      "bad_usage",
      `--json-schema ${what}`,
      `such as '{"type":"object","properties":{"n":{"type":"number"}}}'`,
    );
  let text = given;
  try {
    if (!inline) text = readFileSync(given, "utf8");
  } catch {
    throw wrong(`names a file that cannot be read: ${given}`);
  }
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch {
    throw wrong("is not JSON");
  }
  if (!isRecord(schema)) throw wrong("is not a JSON object");
  await checkSchema(schema);
  return schema;
}
