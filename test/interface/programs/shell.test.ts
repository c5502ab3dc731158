/** Shell cells go on where the ones before them stopped, and a broken one never runs. */
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { SandboxName } from "../../../src/interface/environment/sandbox.ts";
import { missing } from "../environment/sandbox/backends.ts";
import { openGround } from "./ground.ts";

const backends: readonly SandboxName[] = ["perl", "bubblewrap", "none"];
for (const name of backends) {
  test.skipIf((await missing(name)) !== "")(
    `folder and exported variables are carried from cell to cell (${name})`,
    async () => {
      const { sh, root } = await openGround(name);
      expect(
        await sh('mkdir -p sub/deep && cd sub && export NAME="a b\'c\n2" && local=1 && unset LANG'),
      ).toMatchObject({
        status: "ok",
        output: "",
        changed: ["sub", "sub/deep"],
        declared: ["NAME"],
      });
      const next = await sh('pwd; echo "$NAME"; echo "[$local][$LANG]"; echo here > made');
      expect(next.output).toBe(`${root}/sub\na b'c\n2\n[][]\n`);
      expect(next.changed).toEqual(["sub/made"]);
      expect((await sh("cd ..; export NAME=other; exit 3")).exit).toBe(3);
      const last = await sh("pwd; echo $NAME; echo more >> sub/made");
      expect(last).toMatchObject({ output: `${root}\nother\n`, changed: ["sub/made"] });
      expect(readdirSync(root)).toEqual(["sub"]);
    },
  );
}

test("a session that is taken up again has them", async () => {
  const ground = await openGround();
  await ground.sh("mkdir sub; cd sub; export NAME=kept");
  const { sh } = ground.resumed();
  expect((await sh("pwd; echo $NAME")).output).toBe(`${ground.root}/sub\nkept\n`);
});

test("a folder that is gone is left for the workspace, with a word", async () => {
  const { sh, root } = await openGround();
  mkdirSync(path.join(root, "sub"));
  await sh("cd sub");
  rmSync(path.join(root, "sub"), { recursive: true });
  expect((await sh("pwd")).output).toBe(
    `tackle: sub is gone; this cell runs in the workspace's own folder\n${root}\n`,
  );
});

test("a cell may stay in the sandbox's own places", async () => {
  const { sh } = await openGround();
  await sh("mkdir /tmp/own; cd /tmp/own");
  expect((await sh("pwd")).output).toBe("/tmp/own\n");
});

test("who rules on a cell sees in which folder it runs", async () => {
  const { sh, intents } = await openGround();
  await sh("mkdir sub; cd sub");
  await sh("ls");
  expect(intents.at(-1)).toMatchObject({ type: "program", code: "cd 'sub'\nls" });
});

test.each([
  ["echo 'unbalanced", 1],
  ["touch ran; echo )", 1],
  ["touch ran\nif true; then\n  echo a", 3],
  ['touch ran\necho one\necho "two', 3],
  ["touch ran\ncd sub\necho )", 3],
  ["export A=1\ntouch ran; done", 2],
])("a cell with a mistake in its syntax never runs: %s", async (code, line) => {
  const { sh, root } = await openGround();
  const outcome = await sh(code);
  expect(outcome).toMatchObject({ status: "refused", output: "", problems: [{ line, code: "syntax" }] });
  expect(existsSync(path.join(root, "ran"))).toBe(false);
});

test.each([
  "cat <<X\nit's (fine\nX",
  "case a in\n  a) echo 1;;\nesac",
  "f() {\n  echo $((1 + 2)) `echo x`\n}\nf",
  "shopt -s extglob\nls !(a) || true",
  "# a comment that isn't closed\ntrue",
  "if [[ a =~ ^(a|b)$ ]]; then\n echo y\nfi",
])("a right cell runs: %s", async (code) => {
  const { sh } = await openGround();
  expect(await sh(code)).toMatchObject({ status: "ok" });
});

test("errors name the cell's own lines", async () => {
  const { sh } = await openGround();
  expect((await sh("cd /tmp\ntrue\nno-such-command")).output).toContain("line 3: no-such-command");
  expect((await sh("true\nno-such-command")).output).toContain("line 2: no-such-command");
});

test("a cell cannot say of itself that it never ran when it changed something", async () => {
  const { sh, root } = await openGround();
  const forge =
    "touch made\neval \"f=$(grep -o '[.]tackle-[0-9a-f]*' /proc/$$/cmdline | head -1)\"; printf 'refused\\n' > $f";
  const outcome = await sh(forge);
  expect(outcome.changed).toEqual(["made"]);
  expect(outcome.status).not.toBe("refused");
  expect(readdirSync(root)).toEqual(["made"]);
});

test("a cell whose changes were refused leaves nothing for the next one", async () => {
  const { sh, root } = await openGround("perl", (intent) =>
    intent.type === "change" ? { type: "deny", reason: "no" } : { type: "allow" },
  );
  expect(await sh("mkdir sub; cd sub; export A=1")).toMatchObject({ status: "error" });
  expect((await sh("pwd; echo [$A]")).output).toBe(`${root}\n[]\n`);
});
