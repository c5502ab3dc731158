/** Small changes of a program that could be its repair, for whoever asks what another repair would leave as it is. */
import type { Alternative } from "../../../core/finding.ts";
import { grammarOf, openGrammar, type Syntax } from "./syntax.ts";

/** How much less suspect a line is for each line that it is away from the change, in logarithms, and at most. */
const away = { each: 0.1, most: 1.5 } as const;

/** Changes of one program, the likeliest first, those near these lines before others; none of what cannot be read. */
export async function alternativesTo(
  { file, text }: { readonly file: string; readonly text: string },
  lines: readonly number[],
  limit: number,
): Promise<readonly Alternative[]> {
  const grammar = grammarOf(file);
  const tree = grammar && (await openGrammar(grammar))(text);
  if (!grammar || !tree) return [];
  const [{ generate }, { priorOf }, { perSibling }] = await Promise.all([
    import("./generate.ts"),
    import("./operators/priors.ts"),
    import("./rank.ts"),
  ]);
  const distance = ({ line }: Syntax): number => Math.min(...lines.map((one) => Math.abs(one - line)), 99);
  const suspicion = (node: Syntax): number => Math.exp(-Math.min(away.most, away.each * distance(node)));
  return generate(text, tree, grammar, suspicion)
    .map((one) => ({
      line: one.line,
      text: text.slice(0, one.start) + one.text + text.slice(one.end),
      rank: priorOf(one.operator) + Math.log(one.suspicion) - perSibling * Math.log(one.siblings),
    }))
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, limit)
    .map(({ line, text: whole }) => ({ line, text: whole }));
}
