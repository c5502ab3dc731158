/** Whether a value has a JSON Schema. */
import { Fault } from "../../core/fault.ts";

/** What is wrong with a value, in lines for whoever made it; empty when it has the schema. */
export type Validate = (value: unknown) => string;

/** A validator for a JSON Schema. Throws `Fault("bad_usage")` when it is none. */
export async function compileSchema(schema: Readonly<Record<string, unknown>>): Promise<Validate> {
  // Loaded only for who asks for a value: it is all of zod.
  const { fromJSONSchema, prettifyError } = await import("zod");
  try {
    const type = fromJSONSchema(schema);
    return (value) => {
      const { error } = type.safeParse(value);
      return error ? prettifyError(error) : "";
    };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Fault("bad_usage", `this is no JSON Schema: ${reason}`, "mend the schema", thrown);
  }
}
