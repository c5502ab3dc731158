import type { Rule } from "./rules.ts";

export interface Field {
  readonly rules: readonly Rule[];
  readonly optional?: boolean;
}

/** Messages by field; a field without a message is fine. */
export function validate(form: Record<string, Field>, values: Record<string, string>): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const [name, field] of Object.entries(form)) {
    const value = (values[name] ?? "").trim();
    const message = field.rules.map((rule) => rule(value)).find((one) => one !== undefined);
    if (message !== undefined) messages[name] = message;
  }
  return messages;
}
