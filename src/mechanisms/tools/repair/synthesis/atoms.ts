/** The small expressions that larger ones are made of: names, fields, constants, and what is usually asked of them. */
import { enclosing, partsOf, type Syntax } from "../syntax.ts";
import { functions } from "../operators/kinds.ts";
import type { Speech } from "../operators/site.ts";
import { surroundingOf } from "../operators/surrounding.ts";
import type { Source } from "../sources.ts";
import { ownFunctions } from "../watch/places.ts";

const shapes: Readonly<Record<Speech["language"], readonly ((x: string) => string)[]>> = {
  javascript: [
    (x) => x,
    (x) => `${x}.length`,
    (x) => `${x}[0]`,
    (x) => `${x}[${x}.length - 1]`,
    (x) => `${x}.slice(1)`,
    (x) => `${x}.slice(0, -1)`,
    (x) => `[...${x}].reverse()`,
    (x) => `${x}.split("").reverse().join("")`,
    (x) => `[...${x}].sort((a, b) => a - b)`,
    (x) => `Math.abs(${x})`,
    (x) => `-${x}`,
    (x) => `${x} % 2`,
    (x) => `${x} % 10`,
    (x) => `${x}.toLowerCase()`,
    (x) => `${x}.toUpperCase()`,
    (x) => `${x}.trim()`,
    (x) => `new Set(${x}).size`,
    (x) => `Math.max(...${x})`,
    (x) => `Math.min(...${x})`,
    (x) => `${x}.reduce((a, b) => a + b, 0)`,
    (x) => `Number.isInteger(${x})`,
    (x) => `${x} === undefined`,
  ],
  python: [
    (x) => x,
    (x) => `len(${x})`,
    (x) => `${x}[0]`,
    (x) => `${x}[-1]`,
    (x) => `${x}[1:]`,
    (x) => `${x}[:-1]`,
    (x) => `${x}[::-1]`,
    (x) => `sorted(${x})`,
    (x) => `sorted(${x}, reverse=True)`,
    (x) => `abs(${x})`,
    (x) => `-${x}`,
    (x) => `${x} % 2`,
    (x) => `${x} % 10`,
    (x) => `${x}.lower()`,
    (x) => `${x}.upper()`,
    (x) => `${x}.strip()`,
    (x) => `len(set(${x}))`,
    (x) => `max(${x})`,
    (x) => `min(${x})`,
    (x) => `sum(${x})`,
    (x) => `isinstance(${x}, int)`,
    (x) => `${x} is None`,
  ],
};

const pairs: Readonly<Record<Speech["language"], readonly ((x: string, y: string) => string)[]>> = {
  javascript: [(x, y) => `${x}[${y}]`, (x, y) => `${x}.includes(${y})`, (x, y) => `${x}.has(${y})`],
  python: [(x, y) => `${x}[${y}]`, (x, y) => `${y} in ${x}`],
};

const limits = { names: 8, paired: 6, helpers: 4, constants: 8, parts: 8, given: 8 } as const;

/** What can be said at a place. Which of it has a value there, the run tells. */
export function atomsAt(source: Source, node: Syntax, speech: Speech): string[] {
  const home = enclosing(node, ({ type }) => functions.has(type));
  if (!home) return [];
  const around = surroundingOf(home, source.tree, source.text);
  const names = [...new Set([...around.parameters, ...around.names])].slice(0, limits.names);
  const things = [...names, ...fieldsOf(source, node).slice(0, limits.names)];
  const own = ownFunctions(source);
  const helpers = [...importedBy(source), ...around.functions.filter((name) => own.has(name))]
    .filter((name) => !around.helpers.includes(name))
    .slice(0, limits.helpers);
  const parts = partsIn(source).slice(0, limits.parts);
  const python = speech.language === "python";
  const constants = [
    "0",
    "1",
    "2",
    "-1",
    '""',
    "[]",
    speech.yes,
    speech.no,
    speech.none,
    ...around.numbers.slice(0, limits.constants),
    ...around.strings.slice(0, limits.constants),
  ];
  const paired = things.slice(0, limits.paired);
  return [
    ...new Set([
      ...constants,
      ...things.flatMap((name) => shapes[speech.language].map((shape) => shape(name))),
      ...paired.flatMap((one) =>
        paired.flatMap((other) =>
          one === other ? [] : pairs[speech.language].map((shape) => shape(one, other)),
        ),
      ),
      ...things.flatMap((name) => parts.map((part) => name + part)),
      ...helpers.flatMap((name) => things.map((thing) => `${name}(${thing})`)),
      ...helpers.flatMap((name) => givenTwo(things, speech).map((given) => `${name}(${given})`)),
      ...(python ? [] : ["undefined"]),
    ]),
  ];
}

/** Two things at a time, one of them perhaps the last of what it holds. */
function givenTwo(things: readonly string[], { language }: Speech): string[] {
  const some = things.slice(0, limits.given);
  const last = (name: string): string => (language === "python" ? `${name}[-1]` : `${name}.at(-1)`);
  return some.flatMap((one) =>
    some.flatMap((other) =>
      one === other ? [] : [`${one}, ${other}`, `${last(one)}, ${other}`, `${one}, ${last(other)}`],
    ),
  );
}

/** Functions that a file has from elsewhere: names it imports and calls. */
function importedBy({ tree, text }: Source): string[] {
  const names = partsOf(tree)
    .filter(({ type }) => type.startsWith("import"))
    .flatMap((node) => text.slice(node.start, node.end).match(/[\w$]+/g) ?? []);
  return [...new Set(names)].filter((name) =>
    new RegExp(`(?<![.\\w$])${name.replaceAll("$", "\\$")}\\(`).test(text),
  );
}

/** How parts of things are spoken of in the file, the most frequent first: `.until`, `["back"]`. */
function partsIn({ text, grammar }: Source): string[] {
  const counts = new Map<string, number>();
  const add = (part: string): void => void counts.set(part, (counts.get(part) ?? 0) + 1);
  for (const [, part = ""] of text.matchAll(/[\w$\])](\.[A-Za-z_$][\w$]*)\b(?!\s*\()/g)) add(part);
  for (const [, part = ""] of text.matchAll(/[\w$\])](\[(["'])\w+\2\])/g)) add(part);
  if (grammar !== "python")
    for (const [, inside = ""] of text.matchAll(/\{([\w$,:\s]+)\}/g))
      for (const [, name = ""] of inside.matchAll(/(?:^|,)\s*([A-Za-z_$][\w$]*)/g)) add(`.${name}`);
  return [...counts]
    .filter(([part]) => part !== ".length" && part !== ".exports")
    .toSorted((a, b) => b[1] - a[1])
    .map(([part]) => part);
}

/** Fields of the object that the class around a place speaks of. */
function fieldsOf({ text }: Source, node: Syntax): string[] {
  const around = enclosing(node, ({ type }) => type.startsWith("class") && !type.includes("body"));
  if (!around) return [];
  const counts = new Map<string, number>();
  for (const [name] of text.slice(around.start, around.end).matchAll(/\b(?:this|self)\.#?[\w$]+\b(?!\s*\()/g))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([name]) => name);
}
