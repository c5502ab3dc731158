/** Rules against spellings that nobody thought of: quoted at random, and compared with what a real bash runs. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { array, assert, asyncProperty, constantFrom, tuple, type Arbitrary } from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { ruling } from "./session.ts";

/** Spellings of one character, quoted or not, that bash reads alike. */
const spelt = (character: string): Arbitrary<string> =>
  constantFrom(
    character,
    `\\${character}`,
    `'${character}'`,
    `"${character}"`,
    `$'${character}'`,
    `$'\\x${character.charCodeAt(0).toString(16)}'`,
    `$'\\${character.charCodeAt(0).toString(8).padStart(3, "0")}'`,
    `""${character}`,
    `${character}''`,
  );
const word = (text: string): Arbitrary<string> =>
  tuple(...text.split("").map(spelt)).map((parts) => parts.join(""));

const around: readonly ((code: string) => string)[] = [
  (code) => code,
  (code) => `ls; ${code}`,
  (code) => `ls && ${code} | cat`,
  (code) => `echo $(${code})`,
  (code) => `( ${code} )`,
  (code) => `cat <(${code})`,
  (code) => `if ${code}; then :; fi`,
  (code) => `${code} &`,
];

/** What may stand before a simple command. */
const before = ["", "X=1 ", "timeout 5 ", "env X=1 nice ", "2>/dev/null ", "sudo -u me command "];

test("a denied command is denied however it is quoted and wherever it stands", async () => {
  const wrapped = constantFrom(...around);
  const begun = constantFrom(...before);
  await assert(
    asyncProperty(
      word("git"),
      word("push"),
      tuple(begun, wrapped, wrapped),
      async (git, push, [begin, one, other]) => {
        const code = one(other(`${begin}${git} ${push} origin`));
        expect([code, await ruling({ deny: ["Bash(git push *)"] }, code)]).not.toContain("none");
        expect(await ruling({ allow: ["Bash(ls *)", "Bash(cat *)", "Bash(timeout *)"] }, code)).not.toBe(
          "allow",
        );
      },
    ),
    { numRuns: 200 },
  );
});

const pieces: readonly string[] = [
  "rm",
  "r",
  "m",
  "\\r",
  "'r'",
  '"m"',
  "rm x",
  "$X",
  "X=rm",
  "$(",
  "(",
  ")",
  "`",
  "'",
  '"',
  "\\",
  "\n",
  "; ",
  "|",
  " && ",
  "&",
  "<<A\n",
  "\nA\n",
  "<<'A'\n",
  "{ ",
  "; }",
  " ",
  "<(",
  "if ",
  "; then ",
  "; fi",
  "sh -c ",
  "eval ",
  "env ",
  "cat ",
  "echo ",
  "sh",
  "#",
  "<<<",
  "$'",
  "\\\n",
  "!",
  "[[ ",
  "]]",
  "((",
  "))",
  "${X:-",
  "}",
  "f() ",
  "command ",
  "time ",
  "a=",
  "alias ",
  "*",
  "[r]",
  "\t",
];

/** Whether a real bash runs `rm` by this code; all programs that it finds are ours. */
function runsIt(code: string, folder: string): boolean {
  const mark = path.join(folder, "ran");
  rmSync(mark, { force: true });
  const env = { PATH: folder, MARK: mark };
  spawnSync("/bin/bash", ["--noprofile", "--norc", "-c", code], {
    env,
    cwd: folder,
    timeout: 5000,
    stdio: "ignore",
  });
  return existsSync(mark);
}

test("what no rule speaks of does not run the denied program in a real bash", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tackle-bash-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const program = (name: string, text: string): void => {
    writeFileSync(path.join(folder, name), `#!/bin/bash\n${text}\n`);
    chmodSync(path.join(folder, name), 0o755);
  };
  program("rm", ': > "$MARK"');
  program("sh", 'exec /bin/bash --noprofile --norc "$@"');
  program("cat", 'while IFS= read -r line; do echo "$line"; done');
  program("env", '"$@"');
  expect(runsIt("rm x", folder)).toBe(true);
  const codes = array(constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
  const escaped: string[] = [];
  await assert(
    asyncProperty(codes, async (code) => {
      if ((await ruling({ deny: ["Bash(rm *)"] }, code)) === "none" && runsIt(code, folder))
        escaped.push(code);
    }),
    { numRuns: 400 },
  );
  expect(escaped).toEqual([]);
});
