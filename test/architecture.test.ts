/** The floors of the house. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** Each floor, and the floors it may stand on. */
const floors: Record<string, readonly string[]> = {
  core: [],
  interface: ["core"],
  measure: ["core", "interface"],
  words: ["core"],
  mechanisms: ["core", "interface", "measure", "words"],
  models: ["core"],
  scaling: ["core", "interface", "measure", "mechanisms"],
  harness: ["core", "interface", "measure", "mechanisms"],
  footing: ["core", "interface", "mechanisms"],
  reserve: ["core", "interface", "footing"],
  agent: ["core", "interface", "measure", "mechanisms", "models", "scaling", "harness", "footing"],
  live: ["core", "interface", "mechanisms", "agent", "footing"],
  variables: ["core", "interface", "agent", "footing", "held", "live"],
  session: ["core", "interface", "models", "agent", "live", "footing"],
  examine: ["core", "interface", "mechanisms"],
  judge: ["core", "interface", "mechanisms"],
  undo: ["core", "interface"],
  place: ["core"],
  held: ["core", "interface"],
  plan: ["core", "held"],
  rewind: ["core", "interface", "place", "held", "variables"],
  fork: ["core", "interface", "place"],
  forget: ["core", "held"],
  course: ["core"],
  compare: ["core", "mechanisms", "course"],
  replay: ["core", "interface", "models", "course", "place", "live", "session"],
  difference: ["core", "interface", "mechanisms"],
  export: ["core", "interface", "difference"],
  index: [
    "core",
    "interface",
    "measure",
    "mechanisms",
    "models",
    "footing",
    "reserve",
    "live",
    "session",
    "examine",
    "judge",
    "difference",
    "undo",
    "plan",
    "rewind",
    "fork",
    "forget",
    "course",
    "compare",
    "replay",
    "export",
  ],
  surfaces: ["index"], // and the other doors that package.json `exports` names
};

/** On these floors no room looks into another; they meet only in the files at the floor's door. */
const separateRooms = new Set(["mechanisms", "surfaces"]);

interface File {
  readonly name: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: readonly File[] = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => {
    const text = readFileSync(path.join("src", name), "utf8");
    const imports = [...text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)["'](\.[^"']+)["']/g)].map(
      ([, to = ""]) => path.posix.join(path.dirname(name), to),
    );
    return { name, text, imports };
  });

const places = (file: string): string[] => file.replace(/\.ts$/, "").split("/");
const floorOf = (file: string): string => places(file)[0] ?? "";
const roomOf = (file: string): string | undefined => (places(file).length > 2 ? places(file)[1] : undefined);

/** The imports that break a rule, as readable arrows. */
const broken = (allowed: (from: string, to: string) => boolean): string[] =>
  files.flatMap(({ name, imports }) =>
    imports.filter((to) => !allowed(name, to)).map((to) => `${name} -> ${to}`),
  );

test("a floor stands only on the floors below it", () => {
  const stands = (from: string, to: string): boolean => floors[floorOf(from)]?.includes(floorOf(to)) ?? false;
  expect(broken((from, to) => floorOf(from) === floorOf(to) || stands(from, to))).toEqual([]);
});

test("separate rooms never look into each other", () => {
  const apart = (from: string, to: string): boolean =>
    floorOf(from) !== floorOf(to) ||
    [undefined, roomOf(from)].includes(roomOf(to)) ||
    roomOf(from) === undefined;
  expect(broken((from, to) => !separateRooms.has(floorOf(from)) || apart(from, to))).toEqual([]);
});

test.each(files)("$name opens with one sentence", ({ text }) => {
  expect(text).toMatch(/^\/\*\* \S.*[.?!] \*\/\n/);
});

test("no file reaches itself again", () => {
  const importsOf = new Map(files.map(({ name, imports }) => [name, imports]));
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    (importsOf.get(from) ?? []).some(
      (to) => to === goal || (!seen.has(to) && (seen.add(to), reaches(to, goal, seen))),
    );
  expect(files.filter(({ name }) => reaches(name, name)).map(({ name }) => name)).toEqual([]);
});
