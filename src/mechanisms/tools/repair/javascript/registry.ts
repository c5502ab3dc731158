/** A small node:test, first half: it collects tests and hooks while a file loads. */
import { mock } from "node:test";

export type Body = (context: unknown, done?: (error?: unknown) => void) => unknown;
export type Hooks = Record<"before" | "after" | "beforeEach" | "afterEach", Body[]>;

export interface Settings {
  readonly skip?: unknown;
  readonly todo?: unknown;
}

/** A test or a suite, in its place. */
export interface Entry {
  readonly title: string;
  readonly kind: "test" | "suite";
  readonly settings: Settings;
  readonly body: Body | undefined;
  readonly parent: Entry | undefined;
  readonly children: Entry[];
  readonly hooks: Hooks;
}

export const newHooks = (): Hooks => ({ before: [], after: [], beforeEach: [], afterEach: [] });
const newRoot = (): Entry => ({
  title: "",
  kind: "suite",
  settings: {},
  body: undefined,
  parent: undefined,
  children: [],
  hooks: newHooks(),
});

let root = newRoot();
let current = root;

/** Forgets all tests. */
export function resetRegistry(): void {
  root = newRoot();
  current = root;
}

/** What the file loaded since the last reset has registered. */
export function registered(): Entry {
  return root;
}

/** Titles from the outermost, joined by " > ". */
export const nameOf = (entry: Entry): string =>
  entry.parent && entry.parent.title !== "" ? `${nameOf(entry.parent)} > ${entry.title}` : entry.title;

/** The title, the settings and the body of a call, in whatever order node:test allows. */
export function readArguments(given: readonly unknown[]): { title: string; settings: Settings; body?: Body } {
  const body = given.find((one): one is Body => typeof one === "function");
  const title = given.find((one) => typeof one === "string");
  const settings = given.find((one): one is Settings => typeof one === "object" && one !== null);
  return {
    title: title ?? (body?.name || "<anonymous>"),
    settings: settings ?? {},
    ...(body && { body }),
  };
}

function register(kind: Entry["kind"], given: readonly unknown[], forced: Settings): Promise<void> {
  const { title, settings, body } = readArguments(given);
  const entry: Entry = {
    title,
    kind,
    settings: { ...settings, ...forced },
    body,
    parent: current,
    children: [],
    hooks: newHooks(),
  };
  current.children.push(entry);
  if (kind === "suite" && body && !entry.settings.skip) {
    const outer = current;
    current = entry;
    try {
      const result = body({ name: title });
      // An async suite body cannot register in order here; its rejection is the suite's failure and is told by the host run.
      if (result instanceof Promise) result.catch(() => undefined);
    } finally {
      current = outer;
    }
  }
  return Promise.resolve();
}

function createFunction(kind: Entry["kind"]): object {
  const call = (...given: unknown[]): Promise<void> => register(kind, given, {});
  const skip = (...given: unknown[]): Promise<void> => register(kind, given, { skip: true });
  const todo = (...given: unknown[]): Promise<void> => register(kind, given, { todo: true });
  return Object.assign(call, { skip, todo, only: call });
}

const addHook =
  (kind: keyof Hooks) =>
  (body: Body): void => {
    current.hooks[kind].push(body);
  };

/** What `node:test` exports here. */
export function testDouble(): Record<string, unknown> {
  const test = createFunction("test");
  const suite = createFunction("suite");
  const parts = {
    it: test,
    describe: suite,
    suite,
    before: addHook("before"),
    after: addHook("after"),
    beforeEach: addHook("beforeEach"),
    afterEach: addHook("afterEach"),
    mock,
    run: () => {
      throw new Error("node:test run() is not available in a repair worker");
    },
  };
  return Object.assign(test, parts, { test, default: test });
}
