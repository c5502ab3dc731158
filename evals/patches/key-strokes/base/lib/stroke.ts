/** Strokes: a key with the modifiers that are held, as text. */

const modifiers = ["ctrl", "alt", "shift", "meta"] as const;

const otherNames: Record<string, string> = { control: "ctrl", option: "alt", cmd: "meta", command: "meta", esc: "escape", return: "enter", " ": "space" };

/** What a browser says when a key goes down. */
export interface KeyEvent {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
  readonly shiftKey?: boolean;
  readonly metaKey?: boolean;
}

/**
 * A stroke as it is always written: modifiers in the order ctrl, alt, shift, meta, then the key, all in small letters with + between them.
 * `Shift+Control+K` becomes `ctrl+shift+k`. The key + itself is written as `plus`. Throws a TypeError when there is no key or an unknown modifier.
 */
export function readStroke(text: string): string {
  const names = text.split("+").map((name) => named(name.trim()));
  const key = names.pop()!;
  if (key === "" || isModifier(key)) throw new TypeError(`a stroke needs a key: ${text}`);
  const unknown = names.find((name) => !isModifier(name));
  if (unknown !== undefined) throw new TypeError(`there is no modifier ${unknown}: ${text}`);
  return written(key, names);
}

/** The stroke of an event; undefined as long as only modifiers are held. */
export function strokeOf(event: KeyEvent): string | undefined {
  const key = event.key === "+" ? "plus" : named(event.key);
  if (isModifier(key)) return undefined;
  return written(key, modifiers.filter((modifier) => event[`${modifier}Key`]));
}

function written(key: string, held: readonly string[]): string {
  return [...modifiers.filter((modifier) => held.includes(modifier)), key].join("+");
}

function named(name: string): string {
  const small = name.toLowerCase();
  return otherNames[small] ?? small;
}

const isModifier = (name: string): boolean => (modifiers as readonly string[]).includes(name);
