/** What is begun empty before a loop and never filled: the statement of the loop that should fill it. */
import { childOf, enclosing, partsOf, walk, type Syntax } from "../syntax.ts";
import { blocks, functions, loops } from "./kinds.ts";
import { textOf, type Change, type Operator, type Site } from "./site.ts";
import { indentOf } from "./statements.ts";

/** How one more is taken in by what begins like this; `#` is the name, `@` what is taken in. */
const fillings: readonly (readonly [RegExp, string])[] = [
  [/^(?:new Set\(\)|set\(\))$/, "#.add(@)"],
  [/^\[\]$/, "#.push(@)"],
  [/^(?:0|0\.0|1|""|'')$/, "# += @"],
];
const most = { names: 6 } as const;

/** At the end and at the head of a loop, where what came before it is still as it began. */
export const fillUnchanged: Operator = function* fillUnchanged(site): Generator<Change> {
  const { node, speech, around } = site;
  const body = loops.has(node.type) ? childOf(node, "body") : undefined;
  const home = enclosing(node, ({ type }) => functions.has(type));
  const [first] = body && blocks.has(body.type) ? partsOf(body) : [];
  const last = body && partsOf(body).at(-1);
  if (!home || !first || !last) return;
  for (const [name, filling] of unchanged(home, node, site)) {
    const taken = around.names.filter((one) => one !== name).slice(0, most.names);
    for (const one of filling.startsWith("# +=") ? [...taken, "1"] : taken) {
      const how = speech.language === "python" ? filling.replace("push", "append") : filling;
      const text = how.replace("#", () => name).replace("@", () => one) + speech.stop;
      const operator = "fill-unchanged";
      yield { start: last.end, end: last.end, text: `\n${indentOf(last)}${text}`, operator };
      if (last !== first)
        yield { start: first.start, end: first.start, text: `${text}\n${indentOf(first)}`, operator };
    }
  }
};

/** Names that are given something empty before a loop and changed nowhere in the function, each with how it is filled. */
function* unchanged(home: Syntax, loop: Syntax, site: Site): Generator<readonly [string, string]> {
  const whole = textOf(site, home);
  for (const node of walk(home)) {
    if (node.start >= loop.start) return;
    const name = childOf(node, node.type === "variable_declarator" ? "name" : "left");
    const value = childOf(node, node.type === "variable_declarator" ? "value" : "right");
    if (!/^(?:variable_declarator|assignment)$/.test(node.type) || name?.type !== "identifier" || !value)
      continue;
    const filling = fillings.find(([begins]) => begins.test(textOf(site, value)))?.[1];
    const text = textOf(site, name);
    if (filling !== undefined && timesChanged(whole, text) === 1) yield [text, filling];
  }
}

/** How often a text gives a name something, or something to what it names. */
const timesChanged = (whole: string, name: string): number =>
  whole.match(
    new RegExp(
      String.raw`(?<![\w$.])${name.replaceAll("$", String.raw`\$`)}(?:\s*(?:\[[^\n]*\])?\s*[-+*/%|&^<>]*=(?![=>])|\+\+|--|\.(?:add|push|append|unshift|insert|extend|update|set)\()`,
      "g",
    ),
  )?.length ?? 0;
