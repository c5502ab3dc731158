/** Tells whether words that were added to a test file are whole statements that leave all others their meaning. */
import { closing, type Token } from "./tokens.ts";

const openers = new Set(
  "test it describe suite context def async class import from const let var function expect assert self fn func # #[ @".split(
    " ",
  ),
);
/** Words that an addition may not hold: they could keep other tests from running, or from failing. */
const spoilers = new Set(
  "only skip todo ignore should_panic exit _exit reallyExit abort kill mock monkeypatch patch exec eval setattr delattr del delete defineProperty prototype globalThis global nonlocal process fail".split(
    " ",
  ),
);

/** The file that is added to. */
export interface Ground {
  /** Names of the original. */
  readonly names: ReadonlySet<string>;
  /** Blocks are told by their columns, and `name=` in brackets names an argument. */
  readonly python: boolean;
  /** Where a token stands in its line, from 0. */
  readonly column: (token: Token) => number;
}

/** Whole statements that bind no name of the original where others see it, and hold nothing that could spoil other tests. Pure. */
export function isAddition(tokens: readonly Token[], ground: Ground): boolean {
  const [first, second] = tokens;
  if (!first || !(openers.has(first.text) || (second?.text === "=" && first.type === "name"))) return false;
  const scopes = createScopes(ground);
  for (const [index, token] of tokens.entries()) {
    scopes.enter(tokens, index);
    if (scopes.depth() < 0 || (token.type === "name" && spoilers.has(token.text))) return false;
    const bound = boundAt(tokens, index);
    if (bound === undefined) continue;
    if (scopes.isLocal(bound)) {
      if (bound.whole) scopes.declare(bound);
    } else if (bound.names.some((name) => ground.names.has(name))) return false;
  }
  return scopes.depth() === 0;
}

/** Names that get a meaning at a place; `whole`: the names themselves, and not a member of theirs. */
interface Bound {
  readonly names: readonly string[];
  readonly whole: boolean;
  /** By a word such as `const` or `def`, and not by `=` alone. */
  readonly declared: boolean;
  /** The bracket of a pattern stands there, which is no scope of these names. */
  readonly opens?: true;
}

function boundAt(tokens: readonly Token[], index: number): Bound | undefined {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token?.type === "sign") return patternAt(tokens, index);
  if (token?.type !== "name") return undefined;
  const own = { names: [token.text], whole: true };
  if (/^(?:const|let|var|function|def|class|as)$/.test(before?.text ?? "")) return { ...own, declared: true };
  if (before?.text === "import" && next?.text !== ".") return { ...own, declared: true };
  if (next?.text !== "=") return undefined;
  const root = rootAt(tokens, index);
  return { names: [root], whole: root === token.text && before?.text !== ".", declared: false };
}

/** The names that a pattern such as `const { a, b: c }` declares. */
function patternAt(tokens: readonly Token[], index: number): Bound | undefined {
  const opens = /^[{[]$/.test(tokens[index]?.text ?? "");
  if (!opens || !/^(?:const|let|var|import)$/.test(tokens[index - 1]?.text ?? "")) return undefined;
  const inside = tokens.slice(index, closing(tokens, index));
  const names = inside.flatMap(({ type, text }, place) =>
    type === "name" && inside[place + 1]?.text !== ":" ? [text] : [],
  );
  return { names, whole: true, declared: true, opens: true };
}

/** The first name of a chain such as `a.b.c` that ends at `index`. */
function rootAt(tokens: readonly Token[], index: number): string {
  const owned = tokens[index - 1]?.text === ".";
  return owned && index > 1 ? rootAt(tokens, index - 2) : (tokens[index]?.text ?? "");
}

interface Scopes {
  /** Goes on to a token. */
  enter(tokens: readonly Token[], index: number): void;
  /** Open brackets; below 0 when more were closed. */
  depth(): number;
  /** True where what is bound is seen by nobody else. */
  isLocal(bound: Bound): boolean;
  declare(bound: Bound): void;
}

/** What lies in brackets, or in Python in a function, is its own: a name that is declared there is not the original's. */
function createScopes({ python, column }: Ground): Scopes {
  const open: Set<string>[] = [new Set()];
  /** Python: the column of the outermost `def` that this line is in, and the place of that word: its name is bound outside. */
  let within: number | undefined;
  let begun = 0;
  let at = 0;
  let depth = 0;
  const known = (name: string | undefined): boolean =>
    name !== undefined && open.slice(1).some((names) => names.has(name));
  /** Where a line of Python begins, a function may be over, or begin. */
  const begin = (tokens: readonly Token[], index: number, token: Token): void => {
    if (within !== undefined && column(token) <= within) {
      within = undefined;
      open.length = 1;
    }
    const word = token.text === "async" ? index + 1 : index;
    if (within !== undefined || tokens[word]?.text !== "def") return;
    within = column(token);
    begun = word;
    open.push(new Set());
  };
  return {
    enter(tokens, index) {
      at = index;
      const token = tokens[index];
      const sign = token?.type === "sign" ? token.text : "";
      if (/^[([{]$/.test(sign)) {
        depth += 1;
        if (!python) open.push(new Set());
      }
      if (/^[)\]}]$/.test(sign)) {
        depth -= 1;
        if (!python) open.pop();
      }
      if (python && token && depth === 0 && tokens[index - 1]?.line !== token.line)
        begin(tokens, index, token);
    },
    depth: () => depth,
    isLocal({ names, whole, declared, opens }) {
      if (!python) return depth > (opens ? 1 : 0) && (declared || known(names[0]));
      if (depth > 0) return true;
      return within !== undefined && at > begun + 1 && (whole || known(names[0]));
    },
    declare({ names, opens }) {
      for (const name of names) open.at(opens && !python ? -2 : -1)?.add(name);
    },
  };
}
