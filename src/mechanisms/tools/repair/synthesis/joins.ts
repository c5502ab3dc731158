/** Lists and texts that are put together from terms, where that is what the failing calls want. */
import { operand, type Speech } from "../operators/site.ts";
import type { Moment } from "../watch/watch.ts";
import { sizeOf, type Term, type Values } from "./values.ts";

const mostTerms = 120;

/** Lists of what the terms are worth, where lists are wanted: each of their elements is a term in every failing call. */
export function listsOf(
  moments: readonly Moment[],
  failing: ReadonlySet<Moment["call"]>,
  terms: readonly Term[],
  values: Values,
): Term[] {
  const own = moments.flatMap((moment, at) =>
    failing.has(moment.call) ? [[values.items(moment.call?.wanted ?? -1), at] as const] : [],
  );
  const [first] = own;
  const length = first?.[0]?.length ?? 0;
  if (length === 0 || length > 3 || own.some(([items]) => items?.length !== length)) return [];
  const columns = Array.from({ length }, (_, index) =>
    terms
      .filter((term) => own.every(([items, at]) => values.text(term.values[at] ?? -1) === items?.[index]))
      .slice(0, 3),
  );
  const rows = columns.reduce<readonly (readonly Term[])[]>(
    (known, column) => known.flatMap((row) => column.map((term) => [...row, term])),
    [[]],
  );
  return rows.map((row) => ({
    text: `[${row.map(({ text }) => text).join(", ")}]`,
    values: moments.map((_, at) => values.list(row.map((term) => term.values[at] ?? -1))),
    size: row.reduce((sum, { size }) => sum + size, 1),
  }));
}

/** A list and one more element, or two texts, where that is what every failing call wants. */
export function joinsOf(
  moments: readonly Moment[],
  failing: ReadonlySet<Moment["call"]>,
  terms: readonly Term[],
  { values, speech }: { readonly values: Values; readonly speech: Speech },
): Term[] {
  const own = moments.flatMap(({ call }, at) =>
    call && failing.has(call) ? [[call.wanted, at] as const] : [],
  );
  const some = terms.slice(0, mostTerms);
  const found: Term[] = [];
  for (const one of some)
    for (const other of some)
      for (const [shape, join] of [
        [speech.language === "python" ? "# + [#]" : "[...#, #]", values.append],
        ["# + #", values.concat],
      ] as const) {
        const joined = (at: number): number => join(one.values[at] ?? -1, other.values[at] ?? -1);
        if (own.length === 0 || own.some(([wanted, at]) => joined(at) !== wanted)) continue;
        const text = shape.replace("#", () => operand(one.text)).replace("#", () => operand(other.text));
        found.push({ text, values: moments.map((_, at) => joined(at)), size: sizeOf(text) });
      }
  return found;
}
