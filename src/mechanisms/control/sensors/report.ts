/** Reads the signed report behind a check's output; a line without the key's signature does not count. */
import { createHmac } from "node:crypto";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import * as z from "zod/mini";
import type { TestResult } from "../../../core/finding.ts";

const place = z.object({ file: z.string(), line: z.number(), call: z.string() });
const entry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("begin") }),
  z.object({
    type: z.literal("test"),
    file: z.nullish(z.string()),
    titles: z.array(z.string()),
    state: z.enum(["passed", "failed", "skipped"]),
    message: z.nullish(z.string()),
    stack: z.nullish(z.string()),
  }),
  z.object({ type: z.literal("exit"), by: z.nullable(place) }),
  z.object({ type: z.literal("end") }),
]);
type Entry = z.infer<typeof entry>;

/** Lines of a file that were asked about and can run, and those of them that ran. Not signed: a sign, and no proof. */
const coverage = z.object({ file: z.string(), lines: z.array(z.number()), ran: z.array(z.number()) });

/** An exit that workspace code called; `file` is relative to the workspace. */
export interface EarlyExit {
  readonly file: string;
  readonly line: number;
  readonly call: string;
}

/** What the runners of one check said. `runs` and `ended` count runners that began and that reached their end. */
export interface Report {
  /** What the check printed, without the report. */
  readonly output: string;
  readonly runs: number;
  readonly ended: number;
  readonly tests: readonly TestResult[];
  readonly exits: readonly EarlyExit[];
  readonly coverage: readonly z.infer<typeof coverage>[];
  /** Lines of what counted lines that are in a form of the runner's own. */
  readonly profile: string;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Entries by runner run, each run's in its own unbroken order; forged, repeated and misplaced lines are left out. */
function signedEntries(text: string, key: string): readonly (readonly Entry[])[] {
  const runs = new Map<string, Entry[]>();
  for (const line of text.split("\n")) {
    const [signature = "", run = "", count = ""] = line.split(" ", 3);
    const body = line.slice(signature.length + 1);
    if (signature === "" || createHmac("sha256", key).update(body).digest("hex") !== signature) continue;
    const found = entry.safeParse(parsed(body.slice(run.length + count.length + 2)));
    const before = runs.get(run) ?? [];
    if (found.success && before.length === Number(count)) runs.set(run, [...before, found.data]);
  }
  return [...runs.values()];
}

const relative = (root: string, file: string): string =>
  path.isAbsolute(file) ? path.relative(root, file) : path.normalize(file);

/** The first frame of a JavaScript stack, or the last of a Python one, that lies in the workspace. */
function locate(stack: string, root: string): { file: string; line: number } | undefined {
  const frames = [
    ...stack.matchAll(/(?:file:\/\/)?(\/[^\s():"]+|(?<=\()[\w@.-][^\s():"]*\.[cm]?[jt]sx?):(\d+)/g),
    ...[...stack.matchAll(/File "([^"]+)", line (\d+)/g)].toReversed(),
  ].map(([, file = "", line = ""]) => ({
    file: relative(root, path.resolve(root, decodeName(file))),
    line: Number(line),
  }));
  return frames.find(
    ({ file }) => !file.startsWith("..") && !/(^|\/)(node_modules|site-packages)\//.test(file),
  );
}

function decodeName(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}

/** The lines that say something, without colours: a Python traceback says it at its end, all else at its beginning. */
function brief(message: string): string {
  const lines = stripVTControlCharacters(message).trim().split("\n");
  const frames = lines.findIndex((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  if (frames > 0) lines.length = frames;
  const kept = message.includes("Traceback (most recent call last)") ? lines.slice(-8) : lines.slice(0, 12);
  return kept.join("\n").slice(0, 800);
}

/** Tests with the same name are told apart by their order. */
function toTest(found: Entry & { type: "test" }, root: string, seen: Map<string, number>): TestResult {
  const file = found.file ? relative(root, found.file) : undefined;
  const title = [...(file === undefined ? [] : [file]), ...found.titles].join(" > ");
  const times = (seen.get(title) ?? 0) + 1;
  seen.set(title, times);
  const location = found.stack ? locate(found.stack, root) : undefined;
  return {
    name: times === 1 ? title : `${title} (${times})`,
    ...(file === undefined ? {} : { file }),
    state: found.state,
    ...(found.message ? { message: brief(found.message) } : {}),
    ...(location === undefined ? {} : { location }),
  };
}

function section(output: string, mark: string, from: string, to: string): string {
  const start = output.lastIndexOf(`${mark} ${from}\n`);
  const end = output.lastIndexOf(`${mark} ${to}\n`);
  return start < 0 || end < start ? "" : output.slice(start + mark.length + from.length + 2, end);
}

/** Reads what `checkScript` printed. Without the mark (the script was ended, or its output was cut) no test was reported. */
export function readReport(output: string, options: { key: string; mark: string; root: string }): Report {
  const { key, mark, root } = options;
  const runs = signedEntries(section(output, mark, "report", "exits"), key);
  const seen = new Map<string, number>();
  const entries = runs.flat();
  const noted = section(output, mark, "exits", "end").split("\n").map(parsed);
  const profile = section(output, mark, "lines", "over");
  const exits = [
    ...entries.flatMap((each) => (each.type === "exit" && each.by !== null ? [each.by] : [])),
    ...noted.flatMap((each) => place.safeParse(each).data ?? []),
  ];
  const cut = output.indexOf(`\n${mark} report\n`);
  return {
    output: cut < 0 ? output : output.slice(0, cut),
    runs: runs.length,
    ended: runs.filter((run) => run.at(-1)?.type === "end").length,
    tests: entries.flatMap((each) => (each.type === "test" ? [toTest(each, root, seen)] : [])),
    coverage: profile.split("\n").flatMap((each) => coverage.safeParse(parsed(each)).data ?? []),
    profile,
    exits: exits.map(({ file, line, call }) => ({ file: relative(root, file), line, call })),
  };
}
