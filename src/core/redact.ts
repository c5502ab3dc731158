/** Keeps secrets that tackle itself holds out of a journal. */
import type { FactBody } from "./fact.ts";
import type { Journal } from "./journal.ts";

/** Shorter values would be found in texts that have nothing to do with them. Characters. */
const shortest = 8;

/** The secrets among variables by their names: those that end in KEY or TOKEN and are long enough to be told from other text. */
export function secretsAmong(variables: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(variables).filter(
      ([name, value]) => /(?:KEY|TOKEN)$/i.test(name) && value.length >= shortest,
    ),
  );
}

/**
 * The journal, writing `[redacted:NAME]` where a secret stands (names to values): in every string of a fact and in the bytes that are
 * kept, as it is or within base64. What reads the journal, the model first, never sees one. Bytes that were redacted are kept under
 * the name of what is left of them.
 */
export function redacting(journal: Journal, secrets: ReadonlyMap<string, string>): Journal {
  if (secrets.size === 0) return journal;
  const words = new Map([...secrets].flatMap(([name, value]) => formsOf(value).map((form) => [form, name])));
  // The longest first, lest a secret that contains another be left in part.
  const forms = [...words.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(
    forms.map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"),
    "g",
  );
  const clean = (text: string): string =>
    text.replaceAll(pattern, (form) => `[redacted:${words.get(form) ?? ""}]`);
  const cleanBody = (body: FactBody): FactBody => {
    const text = JSON.stringify(body);
    const cleaned = clean(text);
    return cleaned === text ? body : JSON.parse(cleaned);
  };
  return {
    get id() {
      return journal.id;
    },
    get facts() {
      return journal.facts;
    },
    get head() {
      return journal.head;
    },
    append: (...bodies) => journal.append(...bodies.map(cleanBody)),
    sync: () => journal.sync(),
    keep(bytes) {
      if (typeof bytes === "string") return journal.keep(clean(bytes));
      // One character a byte, so that no byte is changed but those of a secret.
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
      const cleaned = clean(text);
      return journal.keep(cleaned === text ? bytes : Buffer.from(cleaned, "latin1"));
    },
    read: (hash) => journal.read(hash),
    listen: (listener) => journal.listen(listener),
    close: () => journal.close(),
  };
}

/** A secret as text, as text within JSON (which a fact may quote again), and within base64 wherever it begins there. */
function formsOf(secret: string): readonly string[] {
  const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);
  return [
    ...new Set([
      secret,
      quoted(secret),
      quoted(quoted(secret)),
      ...[0, 1, 2].flatMap((before) => withinBase64(secret, before)),
    ]),
  ];
}

/** The digits that the secret alone decides, when so many bytes lie before it in its first group of three. */
function withinBase64(secret: string, before: number): readonly string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const first = Math.ceil((before * 8) / 6);
  const last = Math.floor((bytes.length * 8) / 6);
  const plain = bytes.toString("base64").slice(first, last);
  const url = bytes.toString("base64url").slice(first, last);
  return plain.length < shortest ? [] : [...new Set([plain, url])];
}
