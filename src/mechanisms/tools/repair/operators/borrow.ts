/** Values taken from elsewhere in the same function. */
import { isExpression } from "./kinds.ts";
import { operand, swap, textOf, type Change, type Operator } from "./site.ts";

/** A value becomes another value of the same function; likelier one that is made of it: `rest` where `rest[1:]` stands elsewhere. */
export const borrow: Operator = function* borrow(site): Generator<Change> {
  const { node, around } = site;
  if (!isExpression(node) || node.parent?.type === "expression_statement") return;
  const now = textOf(site, node);
  const simple = node.type === "identifier" || /number|integer|float/.test(node.type);
  const kindOf = (other: string): string => {
    if (!simple) return "borrow";
    return node.type === "identifier" && isMadeOf(other, now) ? "borrow-own" : "borrow-for-simple";
  };
  for (const other of around.expressions) {
    if (other === now || now.includes(other)) continue;
    const bare =
      node.parent && /binary|boolean|comparison|unary|not_|member|attribute/.test(node.parent.type);
    yield swap(node, bare ? operand(other) : other, kindOf(other));
  }
};

/** A part of a value, or a step from it: `rest[1:]`, `at - 1`, `rest.next`. */
const isMadeOf = (text: string, name: string): boolean =>
  text.startsWith(name) && /^(?:\[[^[\]]*\]|\.\w+| [-+] \d+)$/.test(text.slice(name.length));
