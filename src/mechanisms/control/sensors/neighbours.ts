/** Test files with neighbours: each test again and again, with one of the values that it passes altered. */
import { idle, isBalanced, placesIn, type Alteration } from "./alterations.ts";
import { borrowed } from "./borrowed.ts";
import { fixturesIn } from "./fixtures.ts";
import { literalsIn } from "./calls.ts";
import { closing, tokenize, type Token } from "./tokens.ts";

/** A test as it stands in its file, and the values that it passes. */
interface Block {
  readonly start: number;
  readonly end: number;
  /** For each value that it passes, list of values and step that it takes: other texts. */
  readonly places: readonly (readonly Alteration[])[];
}

/** Up to `limit` copies of each test behind the test itself, some with these numbers, and `mixed` of them altered in several places; undefined where no test passes a value that is written out. Pure. */
export function withNeighbours(
  text: string,
  file: string,
  limit: number,
  { numbers = [], mixed = 0 }: { readonly numbers?: readonly number[]; readonly mixed?: number } = {},
): string | undefined {
  const tokens = tokenize(text, file);
  const python = file.endsWith(".py");
  const blocks = python ? methods(text, tokens, numbers) : calls(text, tokens, numbers);
  const most = Math.max(2, Math.floor(400 / Math.max(1, blocks.length)));
  const each = Math.min(limit, most);
  const texts = blocks.map(({ start, end }) => text.slice(start, end));
  const taken = borrowed(texts, file, Math.floor(each / 3));
  const fixtures = fixturesIn(text, file, tokens).map((fixture) => ({
    fixture,
    places: placesIn(text, tokens, fixture.stretch, numbers),
  }));
  /** The test as it is, with what it is set up with altered; other tests begin at other places, so that all have their turn. */
  const setOtherwise = (block: Block, turn: number): string[] => {
    const serving = fixtures.filter(({ fixture, places }) => places.length > 0 && fixture.serves(block));
    const share = Math.ceil(each / 3 / Math.max(1, serving.length));
    return serving.flatMap(({ fixture: { start, end, set }, places: all }) => {
      const from = (turn * share) % all.length;
      const places = [...all.slice(from), ...all.slice(0, from)];
      const own = text.slice(block.start, block.end);
      return variants(text, { start, end, places }, share).map((altered) => set(altered, own));
    });
  };
  const pool = literalsIn(new Map([[file, text]]));
  let varied = "";
  let at = 0;
  for (const [place, block] of blocks.entries()) {
    const own = text.slice(block.start, block.end);
    const others = taken[place] ?? [];
    const copies = [
      ...others,
      ...variants(text, block, each - others.length),
      ...setOtherwise(block, place),
      ...mixtures(text, block, pool, Math.min(mixed, most)),
    ].map((copy, index) => (python ? named(copy, index) : `;${copy}`));
    varied += text.slice(at, block.start) + [own, ...copies].join(python ? "" : "\n");
    at = block.end;
  }
  varied += text.slice(at);
  return varied === text ? undefined : varied;
}

/** The first title of a neighbour, without its number. */
export const titleOf = (name: string): string => name.replace(/ \(\d+\)$/, "").replace(/__near\d+\b/, "");

const named = (block: string, index: number): string =>
  block.replace(/\b(def\s+\w+)/, (words) => `${words}__near${index + 1}`);

/** A copy of a block with these alterations; undefined where two of them are of the same place, or nothing is another. */
function copyOf(text: string, { start, end }: Block, alterations: readonly Alteration[]): string | undefined {
  let [copy, at] = ["", start];
  for (const one of alterations.toSorted((a, b) => a.start - b.start)) {
    if (one.start < at) return undefined;
    copy += text.slice(at, one.start) + one.text;
    at = one.end;
  }
  copy += text.slice(at, end);
  return copy === text.slice(start, end) ? undefined : copy;
}

/** An assertion that fails hides those behind it: every second copy has the last one only, and those that are altered. */
function keep(found: Set<string>, copy: string | undefined, test: string): void {
  if (copy !== undefined) found.add(found.size % 2 === 0 ? copy : lastAssertion(copy, test));
}

/** Each place altered once, then each in another way, then two places at once. */
function variants(text: string, block: Block, limit: number): string[] {
  const { start, end, places } = block;
  const found = new Set<string>();
  const add = (alterations: readonly Alteration[]): void => {
    if (found.size < limit) keep(found, copyOf(text, block, alterations), text.slice(start, end));
  };
  const nth = (place: number, turn: number): Alteration[] => {
    const all = places[place] ?? [];
    const one = turn < all.length ? all[(turn + place) % all.length] : undefined;
    return one ? [one] : [];
  };
  for (let turn = 0; turn < 8; turn += 1) for (const place of places.keys()) add(nth(place, turn));
  for (let turn = 0; turn < 4; turn += 1)
    for (const place of places.keys())
      add([...nth(place, turn), ...nth((place + 1 + turn) % places.length, turn + 1)]);
  return [...found];
}

/** One to three places at once, as numbers that look like chance have it: altered, or as another test has it. */
function mixtures(text: string, block: Block, pool: readonly string[], limit: number): string[] {
  const { start, end, places } = block;
  const found = new Set<string>();
  let seed = 1;
  const pick = <T>(some: readonly T[]): T | undefined => {
    seed = (seed * 48_271) % 2_147_483_647;
    return some[seed % some.length];
  };
  const kind = (source: string): string => /^(?:\d|["'`])/.exec(source)?.[0].replace(/\d/, "0") ?? "";
  const other = (place: readonly Alteration[]): Alteration[] => {
    const one = pick(place);
    const alike = pool.filter(
      (source) => one && kind(source) !== "" && kind(source) === kind(text.slice(one.start, one.end)),
    );
    const taken = alike.length > 0 && pick([true, false]) ? pick(alike) : undefined;
    return one ? [{ ...one, ...(taken !== undefined && { text: taken }) }] : [];
  };
  for (let tried = 0; tried < 3 * limit && found.size < limit && places.length > 0; tried += 1) {
    const chosen = new Set([places, places, places].slice(tried % 3).map((all) => pick(all) ?? []));
    keep(found, copyOf(text, block, [...chosen].flatMap(other)), text.slice(start, end));
  }
  return [...found];
}

/** A copy of a test without its assertions on lines of their own, but for the last and for those that the test itself has not. */
function lastAssertion(copy: string, test: string): string {
  const lines = copy.split("\n");
  const judges = lines.flatMap((line, at) => (assertion.test(line) && isBalanced(line) ? [at] : []));
  const [own, last] = [new Set(test.split("\n")), judges.at(-1)];
  return lines
    .map((line, at) =>
      judges.includes(at) && at !== last && own.has(line) ? line.replace(/\S.*/, idle(line)) : line,
    )
    .join("\n");
}

const assertion = /^\s*(?:await\s+)?(?:assert\b|expect\(|self\.assert)/;

/** `test("title", …)` and `it.each(…)(…)`. */
function calls(text: string, tokens: readonly Token[], numbers: readonly number[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token || token.type !== "name" || !/^(?:test|it)$/.test(token.text)) continue;
    if (tokens[at - 1]?.text === "." || /^(?:import|const|let|var|\{|,)$/.test(tokens[at - 1]?.text ?? ""))
      continue;
    let last = at;
    let title: number | undefined;
    for (;;) {
      if (tokens[last + 1]?.text === "." && tokens[last + 2]?.type === "name") last += 2;
      else if (tokens[last + 1]?.text === "(") {
        title = last + 2;
        last = closing(tokens, last + 1);
      } else break;
    }
    const end = tokens[last];
    if (last === at || !end || title === undefined) continue;
    blocks.push({
      start: token.start,
      end: end.end,
      places: placesIn(text, tokens, { from: at, to: last, title }, numbers),
    });
    at = last;
  }
  return blocks;
}

/** Functions and methods named `test…`, with their decorators and all that is indented under them. */
function methods(text: string, tokens: readonly Token[], numbers: readonly number[]): Block[] {
  const lines = text.split("\n");
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  return lines.flatMap((line, at): Block[] => {
    const indent = /^(\s*)(?:async\s+)?def\s+test\w*\s*\(/.exec(line)?.[1];
    if (indent === undefined) return [];
    let first = at;
    while (lines[first - 1]?.startsWith(`${indent}@`) === true) first -= 1;
    const deeper = (one: string): boolean => one.trim() === "" || one.search(/\S/) > indent.length;
    let last = at + 1;
    while (last < lines.length && deeper(lines[last] ?? "")) last += 1;
    const [start, end] = [starts[first] ?? 0, Math.min(starts[last] ?? text.length, text.length)];
    const [from, to] = [
      tokens.findIndex((token) => token.start >= (starts[at + 1] ?? text.length)),
      tokens.findLastIndex((token) => token.end <= end),
    ];
    return from < 0 || to < from
      ? []
      : [{ start, end, places: placesIn(text, tokens, { from, to }, numbers) }];
  });
}
