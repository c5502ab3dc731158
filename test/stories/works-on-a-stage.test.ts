/** Whole runs whose programs change files: what is held, committed, dropped, taken back, and said. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  readdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ending, makeScene, type Line, type Scene } from "./scene.ts";

const project = {
  "a.txt": "a\n",
  "src/one.txt": "1\n",
  "src/two.txt": "2\n",
  ".gitignore": "dist/\n*.log\n",
};
const isRoot = process.getuid?.() === 0;

const cells = (...codes: readonly string[]): readonly Line[] => [
  ...codes.map((code): Line => ({ cells: [{ language: code.startsWith("//ts") ? "ts" : "sh", code }] })),
  { text: "that was it" },
];

interface Told {
  readonly type: string;
  readonly outcome?: {
    readonly status: string;
    readonly output: string;
    readonly notes?: readonly string[];
  } & Record<string, unknown>;
  readonly [name: string]: unknown;
}

/** The facts of the scene's one session. */
async function facts(scene: Scene): Promise<readonly Told[]> {
  const { stdout } = await scene.tackle("show", session(scene), "--output-format", "json");
  const told: unknown = JSON.parse(
    stdout.trim().split("\n").length > 1 ? `[${stdout.trim().split("\n").join(",")}]` : stdout,
  );
  const list: readonly Told[] = Array.isArray(told) ? told : Object(told).facts;
  return list;
}

const session = (scene: Scene): string =>
  path.basename(
    readdirSync(path.join(scene.state, "sessions"), { recursive: true, encoding: "utf8" }).find((name) =>
      name.endsWith(".db"),
    ) ?? "",
    ".db",
  );

async function outcomes(scene: Scene): Promise<readonly NonNullable<Told["outcome"]>[]> {
  return (await facts(scene)).flatMap(({ type, outcome }) =>
    type === "cell.ran" && outcome ? [outcome] : [],
  );
}

test("what git ignores is written through and named, and the rest can be undone", async () => {
  const scene = makeScene(project);
  await scene.run(
    "x",
    "--model",
    scene.script(cells("mkdir -p dist/deep; echo o > dist/deep/out; echo l > x.log; echo b >> a.txt")),
  );
  const [first] = await outcomes(scene);
  expect(first).toMatchObject({
    status: "ok",
    changed: ["a.txt"],
    ignored: 4,
    ignoredIn: ["dist/", "x.log"],
  });
});

test("git status leaves nothing behind", async () => {
  const scene = makeScene(project);
  await scene.run("x", "--model", scene.script(cells("git status --short && git diff --stat")));
  expect(Object.keys((await outcomes(scene))[0] ?? {})).toEqual(["status", "output", "exit", "milliseconds"]);
});

test("a folder that cannot be renamed in place comes with advice, and mv works", async () => {
  const scene = makeScene(project);
  const rename = `node -e 'fs.renameSync("src", "lib")'`;
  await scene.run("x", "--model", scene.script(cells(rename, "git mv src lib", "mv src lib && ls lib")));
  const [failed, moved, done] = await outcomes(scene);
  expect(failed?.notes?.join()).toContain("use `mv`");
  expect(moved?.notes?.join()).toContain("git add -A");
  expect(done).toMatchObject({ status: "ok", output: "one.txt\ntwo.txt\n" });
  expect(existsSync(path.join(scene.root, "src"))).toBe(false);
});

test("links, modes, empty folders, a sparse file of 500 MB and thousands of files arrive as they were made", async () => {
  const scene = makeScene(project);
  writeFileSync(path.join(scene.root, "big"), "head");
  truncateSync(path.join(scene.root, "big"), 500 * 1024 * 1024);
  linkSync(path.join(scene.root, "a.txt"), path.join(scene.root, "hard"));
  symlinkSync("a.txt", path.join(scene.root, "soft"));
  chmodSync(path.join(scene.root, "src/one.txt"), 0o600);
  const code = [
    "printf tail >> big; echo more >> hard; mkdir -p empty/inner; chmod 700 empty; chmod +x src/one.txt",
    "ln -s nowhere dangling; ln src/two.txt twin; rm soft; ln -s src soft",
    "mkdir many; for i in $(seq 3000); do echo $i > many/$i; done",
  ].join("\n");
  await scene.run("x", "--model", scene.script(cells(code)));
  expect((await outcomes(scene))[0]).toMatchObject({ status: "ok", output: "" });
  const look = (file: string): Stats => lstatSync(path.join(scene.root, file));
  expect(look("big").size).toBe(500 * 1024 * 1024 + 4);
  expect(scene.read("hard")).toBe("a\nmore\n");
  expect(look("empty").mode & 0o777).toBe(0o700);
  expect(look("empty/inner").isDirectory()).toBe(true);
  expect(look("src/one.txt").mode & 0o777).toBe(0o711);
  expect(look("dangling").isSymbolicLink()).toBe(true);
  expect(scene.read("twin")).toBe("2\n");
  expect(statSync(path.join(scene.root, "soft")).isDirectory()).toBe(true);
  expect(readdirSync(path.join(scene.root, "many"))).toHaveLength(3000);
});

test("a person's edit during a command stays, and the cell's changes are dropped with a word", async () => {
  const scene = makeScene({ ...project, go: "" });
  const child = scene.start(
    "run",
    "x",
    "--model",
    scene.script(
      cells("echo ready; until [ -s go ]; do sleep 0.05; done; echo cell > a.txt; echo cell > b.txt"),
    ),
  );
  const over = ending(child);
  await new Promise<void>((resolve) =>
    child.stdout?.on("data", (data) => String(data).includes("ready") && resolve()),
  );
  // Before the command or in its middle: either way it is the person's.
  await new Promise((resolve) => setTimeout(resolve, 300));
  scene.write("a.txt", "person\n");
  scene.write("go", "now");
  await over;
  expect(scene.read("a.txt")).toBe("person\n");
  expect(existsSync(path.join(scene.root, "b.txt"))).toBe(false);
  const [outcome] = await outcomes(scene);
  expect(JSON.stringify(outcome)).toMatch(/a\.txt was changed by someone else (?:meanwhile|since)/);
});

test.each([1, 2, 40, 79])(
  "killed at rename %i of a commit and resumed, the work is done once and whole",
  async (at) => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f/${index}`, "old\n"]));
    const lines = cells("for f in f/*; do echo new >> $f; done; echo once >> log.txt");
    const scene = makeScene({ ...files, "log.txt": "" });
    const preload = path.resolve(import.meta.dirname, "dies-in-a-commit.mts");
    const env = { ...process.env, HOME: scene.base, XDG_STATE_HOME: path.dirname(scene.state) };
    const killed = { NODE_OPTIONS: `--import ${preload}`, TACKLE_TEST_DIE: `${at}:${scene.root}` };
    const main = path.resolve(import.meta.dirname, "../../bin/tackle");
    expect(() =>
      execFileSync(main, ["run", "x", "--model", scene.script(lines)], {
        cwd: scene.root,
        env: { ...env, ...killed },
        stdio: "ignore",
      }),
    ).toThrow("Command failed");
    await scene.tackle("resume", session(scene));
    for (const file of Object.keys(files)) expect(scene.read(file)).toBe("old\nnew\n");
    expect(scene.read("log.txt")).toBe("once\n");
    const told = (await facts(scene)).map(({ type }) => type);
    expect(told.filter((type) => type === "change.undone")).toHaveLength(1);
    expect(told.filter((type) => type === "change.committed")).toHaveLength(1);
  },
);

test.runIf(isRoot)("what root's session makes in another's workspace is the other's", async () => {
  const scene = makeScene(project, { git: false });
  for (const file of ["", "a.txt", "src", "src/one.txt", "src/two.txt", ".gitignore"])
    chownSync(path.join(scene.root, file), 1500, 1500);
  chmodSync(scene.base, 0o755);
  const script = scene.script([
    {
      cells: [
        {
          language: "ts",
          code: 'await files.write("new/deep/note.txt", "n"); await files.edit("a.txt", "a", "b");',
        },
      ],
    },
    {
      cells: [
        {
          language: "sh",
          code: "id -u; echo more >> new/deep/note.txt; echo c >> a.txt; mkdir -p made/x; echo 1 > src/three; rm src/one.txt",
        },
      ],
    },
    { text: "that was it" },
  ]);
  await scene.run("x", "--model", script);
  const ran = await outcomes(scene);
  expect(ran[1]).toMatchObject({ status: "ok", output: "1500\n" });
  for (const file of ["a.txt", "new", "new/deep", "new/deep/note.txt", "made", "made/x", "src", "src/three"])
    expect([file, lstatSync(path.join(scene.root, file)).uid]).toEqual([file, 1500]);
  expect(scene.read("a.txt")).toBe("b\nc\n");
});

test("a server that a cell starts serves later cells, and its death is told", async () => {
  const scene = makeScene(project);
  const server = `python3 -u -m http.server 8200`;
  const script = cells(
    `//ts\nawait processes.start(${JSON.stringify(server)}, { name: "web", until: "Serving" })`,
    `node -e 'fetch("http://localhost:8200/a.txt").then((r) => r.text()).then(console.log)'`,
    `//ts\nawait processes.start("echo broken; exit 4", { until: "never" })`,
    `//ts\n(await processes.logs("web")).text.includes("GET /a.txt") && (await processes.list()).length`,
  );
  await scene.run("x", "--model", scene.script(script));
  const [started, asked, died, logs] = await outcomes(scene);
  expect(started?.["value"]).toBe('{"name":"web","ready":true}');
  expect(asked?.output).toBe("a\n\n");
  expect(died?.notes?.join()).toContain(
    "process p2 (echo broken; exit 4) has ended with exit 4; its last output:\nbroken",
  );
  expect(logs?.["value"]).toBe("2");
  const ended = (await facts(scene)).filter(({ type }) => type === "process.ended");
  expect(ended).toMatchObject([
    { process: "p2", by: "itself", code: 4 },
    { process: "web", by: "session" },
  ]);
});

test("a state folder in the workspace is refused with a line that says what to do", async () => {
  const scene = makeScene(project);
  const { exit, stderr } = await scene.tackle(
    "run",
    "x",
    "--model",
    scene.script(cells("true")),
    "--cwd",
    scene.base,
  );
  expect(exit).toBe(2);
  expect(stderr).toContain("lies in the workspace");
  expect(stderr).toContain("XDG_STATE_HOME");
});
