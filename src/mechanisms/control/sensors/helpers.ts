/** Functions that a test file makes for itself, by which its tests call the program: they can be called with other things, too. */
import { closing, isLiteral, tokenize, type Token } from "./tokens.ts";

/** A function at the outermost level of a test file, as source. */
export interface Helper {
  readonly name: string;
  readonly source: string;
}

/** A function that makes something and asks it for one thing; from `from` to `to` stands what a test makes it of. */
export interface Chain extends Helper {
  readonly from: number;
  readonly to: number;
}

/** What a helper must not do: it judges, is a test, or belongs to the runner. */
const judging =
  /\b(?:assert\w*|expect|test|it|describe|self|t\.\w+|raises|pytest|unittest|mock|process|setTimeout|setInterval)\b/;

/** Functions at the outermost level that judge nothing. Pure. */
export function helpersIn(text: string, file: string): readonly Helper[] {
  const found = file.endsWith(".py") ? pythonFunctions(text) : functions(text, file);
  return found.filter(({ name, source }) => !/^(?:test|setup|teardown)/i.test(name) && !judging.test(source));
}

/** Those of them that come to one of these functions or classes, by themselves or by another. */
export function reaching(helpers: readonly Helper[], names: ReadonlySet<string>): readonly Helper[] {
  const found = new Set(names);
  const speaks = ({ name, source }: Helper): boolean =>
    !found.has(name) && (source.match(/[\w$]+/g) ?? []).some((word) => word !== name && found.has(word));
  for (;;) {
    const more = helpers.filter(speaks);
    if (more.length === 0) return helpers.filter(({ name }) => found.has(name) && !names.has(name));
    for (const { name } of more) found.add(name);
  }
}

/**
 * For each `name(…).method(…)` in a test, where the method is given nothing but values that are written out, the function that does both: what
 * a thing made of plain values comes to. Pure.
 */
export function chainsIn(text: string, file: string, names: ReadonlySet<string>): readonly Chain[] {
  const tokens = tokenize(text, file);
  const python = file.endsWith(".py");
  return tokens.flatMap((token, at) => {
    if (!names.has(token.text) || token.type !== "name" || tokens[at + 1]?.text !== "(") return [];
    const end = closing(tokens, at + 1);
    const [dot, method, open] = tokens.slice(end + 1, end + 4);
    if (dot?.text !== "." || method?.type !== "name" || open?.text !== "(") return [];
    const close = closing(tokens, end + 3);
    const given = tokens.slice(end + 4, close);
    const last = tokens[close];
    if (!last || !given.every((one) => isLiteral(one) || /^[-,]$/.test(one.text))) return [];
    const rest = text.slice(dot.start, last.end);
    const maker = tokens[at - 1]?.text === "new" ? `new ${token.text}` : token.text;
    const name = `${token.text}_${method.text}${given.map(({ text: word }) => word.replaceAll(/\W/g, "_")).join("")}`;
    const source = python
      ? `def ${name}(*given, **named):\n    return ${maker}(*given, **named)${rest}`
      : `const ${name} = (...given) => ${maker}(...given)${rest}`;
    return [{ name, source, from: at + 2, to: end }];
  });
}

function pythonFunctions(text: string): readonly Helper[] {
  return [...text.matchAll(/^def (\w+)\(.*(?:\n(?:[^\S\n].*)?)*?(?=\n\S|\n*$(?![^]))/gm)].map(
    ([source, name = ""]) => ({ name, source: source.trimEnd() }),
  );
}

function functions(text: string, file: string): readonly Helper[] {
  const tokens = tokenize(text, file);
  return tokens.flatMap((token, at): readonly Helper[] => {
    if (token.start > 0 && text[token.start - 1] !== "\n") return [];
    const end = token.text === "const" ? endOfArrow(tokens, at) : endOfFunction(tokens, at);
    const name = tokens[at + (token.text === "async" ? 2 : 1)];
    const last = tokens[end ?? -1];
    return name?.type === "name" && last
      ? [{ name: name.text, source: text.slice(token.start, last.end) }]
      : [];
  });
}

/** `async function name(…) {…}`: the place of its last word. */
function endOfFunction(tokens: readonly Token[], at: number): number | undefined {
  const from = tokens[at]?.text === "async" ? at + 1 : at;
  if (tokens[from]?.text !== "function" || tokens[from + 2]?.text !== "(") return undefined;
  const body = closing(tokens, from + 2) + 1;
  return tokens[body]?.text === "{" ? closing(tokens, body) : undefined;
}

/** `const name = (…) => …;`: the place of its last word. */
function endOfArrow(tokens: readonly Token[], at: number): number | undefined {
  if (tokens[at + 2]?.text !== "=") return undefined;
  const from = tokens[at + 3]?.text === "async" ? at + 4 : at + 3;
  const arrow = tokens[from]?.text === "(" ? closing(tokens, from) + 1 : from + 1;
  if (tokens[arrow]?.text !== "=>") return undefined;
  if (tokens[arrow + 1]?.text === "{") return closing(tokens, arrow + 1);
  for (let place = arrow + 1; place < tokens.length; place += 1) {
    if (/^[([{]$/.test(tokens[place]?.text ?? "")) place = closing(tokens, place);
    if (tokens[place]?.text === ";") return place - 1;
  }
  return undefined;
}
