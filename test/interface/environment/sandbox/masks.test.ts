/** Secret files of the workspace look empty to every program, and cannot be written, moved or taken away by one. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import type { SandboxName } from "../../../../src/interface/environment/sandbox.ts";
import { openSandbox } from "../../../../src/interface/environment/sandbox/open.ts";
import { emptyPlace, missing } from "./backends.ts";

const secret = "TOKEN=hunter2hunter2\n";
const names: readonly SandboxName[] = ["perl", "bubblewrap"];
const works = await Promise.all(names.map(async (name) => ({ name, why: await missing(name) })));

test.each(works.filter(({ why }) => why === ""))("under $name", async ({ name }) => {
  const { root, scratch } = emptyPlace();
  for (const folder of ["deep/er", "private/deep"]) mkdirSync(path.join(root, folder), { recursive: true });
  for (const file of [".env", "deep/er/key.pem", "private/deep/note", "plain.txt"])
    writeFileSync(path.join(root, file), secret);
  symlinkSync("/etc/hostname", path.join(root, "id_rsa"));
  const masked = [".env", "deep/er/key.pem", "private", "id_rsa", "gone.pem"];
  const sandbox = await openSandbox(name, { root, scratch, path: process.env["PATH"] ?? "", masked });
  onTestFinished(async () => sandbox.close());
  const sh = async (line: string): ReturnType<typeof sandbox.run> =>
    sandbox.run({ argv: ["/bin/sh", "-c", line] });

  const reads = await sh("cat .env deep/er/key.pem; wc -c < plain.txt; test -f .env && test ! -e gone.pem");
  expect(reads).toMatchObject({ exit: 0, output: `${secret.length}\n`, stage: { entries: [] } });

  const writes = await sh(
    "echo x > .env; rm -f .env; mv .env other; ln .env hard; umount .env; cat other hard",
  );
  expect(writes.output).not.toContain("hunter2");
  expect(writes.stage.entries.map((entry) => entry.path)).toEqual([]);

  const folder = await sh("ls -A private; echo x > private/new; rm -rf private; cat private/deep/note");
  expect(folder.output).not.toContain("hunter2");
  expect(folder.output).not.toContain("deep\n");
  expect(folder.stage.entries).toEqual([]);

  const guest = await sandbox.launch({
    argv: ["/bin/cat", ".env", "deep/er/key.pem", "plain.txt", "private/deep/note"],
  });
  expect(await text(guest.stdout)).toBe(secret);
  expect(readFileSync(path.join(root, ".env"), "utf8")).toBe(secret);
});
