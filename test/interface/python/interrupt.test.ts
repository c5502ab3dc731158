/** Python cells that do not end: each ends at its limit, and what it had so far is kept where that can be. */
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { SandboxName } from "../../../src/interface/environment/sandbox.ts";
import { missing } from "../environment/sandbox/backends.ts";
import { openGround } from "../programs/ground.ts";

const backends: readonly SandboxName[] = ["perl", "bubblewrap", "none"];
for (const name of backends) {
  test.skipIf((await missing(name)) !== "")(
    `an endless loop ends at the limit, its files are dropped and its variables kept (${name})`,
    async () => {
      const { py, cell, root } = await openGround(name);
      await py("n = 1");
      const outcome = await cell("py", "n = 2\nopen('half', 'w').write('x')\nwhile True: pass", 400);
      expect(outcome).toMatchObject({
        status: "timeout",
        error: { name: "KeyboardInterrupt", line: 3 },
        notes: ["what it had written to files was dropped; the Python variables are as far as it got"],
      });
      expect(existsSync(path.join(root, "half"))).toBe(false);
      expect((await py("n")).value).toBe("2");
    },
  );

  test.skipIf((await missing(name)) !== "")(
    `a program that is waited for ends at the limit (${name})`,
    async () => {
      const { cell, py } = await openGround(name);
      const code = "n = 1\nimport os\nos.system('sleep 100')\nwhile True: pass";
      expect(await cell("py", code, 300)).toMatchObject({ status: "timeout" });
      expect((await py("n")).value).toBe("1");
    },
  );
}

const stubborn = `while True:
    try:
        while True: pass
    except BaseException: pass`;
test.each([
  ["a sleep", "import time\ntime.sleep(1000)"],
  ["an await", "import asyncio\nawait asyncio.sleep(1000)"],
  ["a future that never comes", "import asyncio\nawait asyncio.Future()"],
  ["a loop of awaits", "import asyncio\nwhile True: await asyncio.sleep(0)"],
  [
    "a loop in a task",
    "import asyncio\nasync def f():\n    while True: pass\nawait asyncio.gather(f(), f())",
  ],
  ["a thread that is waited for", "import threading\nt = threading.Event()\nt.wait()"],
  ["a regular expression", "import re\nre.match('(a*)*b', 'a' * 40)"],
  ["one that catches every interrupt", stubborn],
  [
    "one that catches it in an await",
    `import asyncio\nasync def f():\n    ${stubborn.replaceAll("\n", "\n    ")}\nawait f()`,
  ],
  ["a repr without an end", "class A:\n    def __repr__(self):\n        while True: pass\nA()"],
])("%s ends at the limit, and the variables are kept", async (_name, code) => {
  const { cell, py } = await openGround();
  const outcome = await cell("py", `n = 1\n${code}`, 300);
  expect(outcome.status).toBe("timeout");
  expect((await py("n")).value).toBe("1");
  expect((await py("import asyncio\nawait asyncio.sleep(0, 'next')")).value).toBe('"next"');
});

test.each([
  ["a loop in C that asks for no signal", "import itertools\nsum(itertools.repeat(1))"],
  [
    "one that takes no signal",
    "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
  ],
])("%s is ended with its process, and the next cell goes on from before it", async (_name, code) => {
  const { cell, py, root } = await openGround();
  await py("n = 1\nopen('kept', 'w')");
  const outcome = await cell("py", `n = 2\nopen('half', 'w')\n${code}`, 300);
  expect(outcome).toMatchObject({ status: "lost" });
  expect(outcome.notes?.[0]).toContain("the next Python cell has the variables from before this one");
  expect((await py("import os\n[n, sorted(os.listdir())]")).value).toBe('[1, ["kept"]]');
  expect(existsSync(path.join(root, "half"))).toBe(false);
});
