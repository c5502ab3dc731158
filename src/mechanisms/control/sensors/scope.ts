/** Narrows a check to some test files, and finds those that a change can reach by imports. */
import path from "node:path";
import type { Check, Runner } from "../../../core/finding.ts";

/** Commands without paths of their own, to which files can be added. */
const open: Partial<Record<Runner, RegExp>> = {
  "node-test": /^node(?:\s+-\S+)*\s+--test(?:\s+-\S+)*$/,
  vitest: /^vitest(?:\s+(?:run|-\S+))*$/,
  jest: /^jest(?:\s+-\S+)*$/,
  pytest: /^(?:python[\d.]*\s+-m\s+)?(?:pytest|py\.test)(?:\s+-\S+)*$/,
};

/** The check on these files alone; undefined where its command cannot be narrowed. `script` is what the command comes to. */
export function narrow(check: Check, script: string, files: readonly string[]): Check | undefined {
  if (files.length === 0 || !open[check.runner]?.test(script.trim())) return undefined;
  const dashes = /^\s*npm\s/.test(check.command) ? " --" : "";
  const words = files.map((file) => `'${file.replaceAll("'", `'\\''`)}'`).join(" ");
  return { ...check, command: `${check.command}${dashes} ${words}` };
}

const endings = [
  "",
  ".js",
  ".ts",
  ".mjs",
  ".cjs",
  ".mts",
  ".cts",
  ".jsx",
  ".tsx",
  ".json",
  "/index.js",
  "/index.ts",
];

/** The paths that a file may mean by its imports; most of them are no files. */
export function imports(file: string, text: string): string[] {
  const folder = path.posix.dirname(file);
  if (file.endsWith(".py"))
    return [...text.matchAll(/^\s*(?:from\s+([\w.]+)\s+import\s+([\w, ]+)|import\s+([\w., ]+))/gm)].flatMap(
      ([, from, names = "", plain = ""]) => {
        const dots = /^\.*/.exec(from ?? "")?.[0].length ?? 0;
        const base = dots > 0 ? path.posix.join(folder, ...Array<string>(dots - 1).fill("..")) : undefined;
        const modules =
          from === undefined
            ? plain.split(",")
            : [from].concat(names.split(",").map((name) => `${from}.${name.trim()}`));
        return modules.flatMap((name) => {
          const place = name.trim().split(" ")[0]?.replace(/^\.+/, "").replaceAll(".", "/") ?? "";
          const bases = base === undefined ? [".", folder, "src"] : [base];
          const ends = [".py", "/__init__.py"];
          return bases.flatMap((one) => ends.map((end) => path.posix.join(one, `${place}${end}`)));
        });
      },
    );
  return [...text.matchAll(/(?:from|import|require)\s*\(?\s*["'](\.[^"']*)["']/g)].flatMap(
    ([, name = ""]) => {
      const base = path.posix.join(folder, name);
      const sources = [base.replace(/\.js$/, ".ts"), base.replace(/\.jsx$/, ".tsx")];
      return endings.map((ending) => base + ending).concat(sources);
    },
  );
}

/** Those of `tests` that reach one of `changed` by relative imports (or Python's); `read` gives a file's text. */
export function affected(
  tests: readonly string[],
  changed: ReadonlySet<string>,
  read: (file: string) => string | undefined,
): readonly string[] {
  const texts = new Map<string, string | undefined>();
  const known = (file: string): string | undefined => {
    if (!texts.has(file)) texts.set(file, read(file));
    return texts.get(file);
  };
  const reaches = (file: string, seen: Set<string>): boolean => {
    if (changed.has(file)) return true;
    if (seen.has(file)) return false;
    seen.add(file);
    const text = known(file);
    return text !== undefined && imports(file, text).some((next) => reaches(next, seen));
  };
  return tests.filter((file) => reaches(file, new Set()));
}
