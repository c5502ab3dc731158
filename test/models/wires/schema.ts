/** What all vendors agree on. */
import { z } from "zod";

/** The part of JSON Schema that every vendor takes for a tool's arguments. */
const property = z.strictObject({
  type: z.enum(["string", "integer", "number", "boolean", "array", "object"]),
  description: z.string().optional(),
  enum: z.array(z.string()).min(1).optional(),
  items: z.strictObject({ type: z.enum(["string", "integer", "number", "boolean"]) }).optional(),
});

export const parameters = z
  .strictObject({
    type: z.literal("object"),
    properties: z.record(z.string(), property),
    required: z.array(z.string()),
    additionalProperties: z.literal(false),
    $schema: z.string().optional(),
  })
  .refine(
    ({ properties, required }) => required.every((key) => key in properties),
    "required, but no property",
  );

const entry = z.looseObject({ role: z.string().optional(), type: z.string().optional() });

/** The entries under a key of a body that a check has let through. */
export function entriesIn(body: unknown, key: string): readonly z.infer<typeof entry>[] {
  return z.array(entry).parse(z.looseObject({}).parse(body)[key]);
}
