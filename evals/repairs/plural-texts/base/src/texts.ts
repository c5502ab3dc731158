import { fallbacks } from "./locale.ts";
import { formOf } from "./plural.ts";

export type Texts = Readonly<Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>>;

/** The text of a key; `#` in it is the count. */
export function say(texts: Texts, locale: string, key: string, count?: number): string {
  for (const name of fallbacks(locale)) {
    const text = texts[name]?.[key];
    if (text === undefined) continue;
    if (typeof text === "string") return text;
    const form = text[formOf(name, count ?? 0)] ?? text["other"] ?? key;
    return form.replaceAll("#", String(count));
  }
  return key;
}
