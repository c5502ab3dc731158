/** A Python cell has its driver's process, and so its channels: whatever it says on them, it gets no more than a cell may have. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { createTool, type Tool } from "../../src/interface/api/tool.ts";
import type { SandboxName } from "../../src/interface/environment/sandbox.ts";
import { missing } from "../interface/environment/sandbox/backends.ts";
import { openGround, type Ground } from "../interface/programs/ground.ts";

const tools: readonly Tool[] = [
  createTool({
    name: "tell",
    words: "Is told something.",
    parameters: { what: z.string() },
    returns: z.string(),
    effect: "control",
    idempotent: false,
    run: async ({ what }) => what,
  }),
];
const open = (name: SandboxName = "perl"): Promise<Ground> =>
  openGround(
    name,
    (intent) =>
      intent.type === "call" && intent.arguments["what"] === "forbidden"
        ? { type: "deny", reason: "no" }
        : { type: "allow" },
    () => tools,
  );

/** Writes frames straight to the host. */
const forge = `import os, json, time
def forge(frame, raw=None):
    body = json.dumps(frame).encode() if raw is None else raw
    os.write(3, len(body).to_bytes(4, "little") + body)
def call(number, what, cell="c1", tool="tell"):
    forge({"type": "call", "cell": cell, "call": number, "tool": tool, "json": json.dumps([[what]])})
`;

test("forged calls are validated, ruled on and written down like any other", async () => {
  const { py, journal } = await open();
  const code = `${forge}
call(1000, "allowed"); call(1001, "forbidden"); call(1002, 7)
call(1003, "for another cell", cell="c9")
for number, name in enumerate(["constructor", "__proto__", "tell.call", "x" * 5000]): call(2000 + number, "x", tool=name)
forge({"type": "call", "cell": "c1", "call": 3000, "tool": "tell", "json": '[[{"__proto__": {"polluted": 1}}]]'})
time.sleep(0.1)
await tell("last")`;
  expect((await py(code)).value).toBe('"last"');
  const made = journal.facts.flatMap((fact) => (fact.type === "call.made" ? [fact.arguments["what"]] : []));
  expect(made).toEqual(["allowed", "last"]);
  expect(journal.facts.filter(({ type }) => type === "effect.refused")).toHaveLength(1);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

test("a cell that forges its own end has ended: what it writes afterwards does not count", async () => {
  const { py, root } = await open();
  const outcome = await py(`${forge}
n = 1
open("before", "w")
forge({"type": "done", "cell": "c1", "status": "ok", "value": "forged", "state": 0})
end = time.monotonic() + 0.3
while time.monotonic() < end: open("after", "w").write("x")`);
  expect(outcome).toMatchObject({ status: "ok", value: "forged" });
  expect(existsSync(path.join(root, "before"))).toBe(true);
  const next = await py("import os\nsorted(os.listdir())");
  expect(["ok", "lost"]).toContain(next.status);
});

test.each([
  ["what is no JSON", 'forge(0, b"\\x01\\x02")'],
  ["a length of 4 GiB", 'os.write(3, b"\\xff\\xff\\xff\\xff")'],
  ["a list", "forge([1])"],
  ["an unknown type", 'forge({"type": "open"})'],
  [
    "an end with a value that is no text",
    'forge({"type": "done", "cell": "c2", "status": "ok", "value": {}})',
  ],
  ["a call's name twice", 'call(5, "x", cell="c2"); call(5, "x", cell="c2")'],
  ["a flood on the second channel", 'os.write(4, b"x" * (80 << 20))'],
])("a process that sends %s is ended, and the next cell goes on from before", async (_name, code) => {
  const { py } = await open();
  await py(`kept = 1\n${forge}`);
  const outcome = await py(`kept = 2\n${code}\ntime.sleep(30)`);
  expect(outcome).toMatchObject({ status: "lost", error: { name: "KernelLost" } });
  expect((await py("kept")).value).toBe("1");
});

test.each([
  [
    "says that more state follows than does",
    'forge({"type": "done", "cell": "c2", "status": "ok", "state": 1 << 40})',
  ],
  [
    "says that it stands still when nobody asked",
    'forge({"type": "paused", "busy": False}); forge({"type": "paused"})',
  ],
  ["closes its channels", "os.closerange(3, 50)"],
  ["closes its channels and goes on", "os.closerange(3, 50)\nwhile True: pass"],
  ["closes its output", "os.closerange(0, 3)"],
  ["kills its process", "import signal; os.kill(os.getpid(), signal.SIGKILL)"],
  ["stops its process", "import signal; os.kill(os.getpid(), signal.SIGSTOP)"],
  ["replaces its process", 'os.execvp("sleep", ["sleep", "100"])'],
  [
    "takes the driver's own parts away",
    "import sys\nfor m in list(sys.modules): sys.modules[m] = None\nos._exit = None",
  ],
])("a cell that %s harms only itself", async (_name, code) => {
  const { py, cell, journal } = await open();
  await py(`kept = 1\n${forge}`);
  const outcome = await cell("py", code, 1500);
  expect(["ok", "error", "timeout", "lost"]).toContain(outcome.status);
  expect((await py("kept")).value).toBe("1");
  expect(journal.facts.filter(({ type }) => type === "call.made")).toEqual([]);
});

const backends: readonly SandboxName[] = ["perl", "bubblewrap"];
describe.each(await Promise.all(backends.map(async (name) => ({ name, why: await missing(name) }))))(
  "$name",
  ({ name, why }) => {
    test.skipIf(why !== "")("a fork bomb is bounded and ends at the limit", async () => {
      const { cell, py } = await open(name);
      const bomb = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass";
      expect(["timeout", "lost"]).toContain((await cell("py", bomb, 600)).status);
      expect((await py("1 + 1")).value).toBe("2");
    });

    test.skipIf(why !== "")("nothing that it holds on to writes past the gate", async () => {
      const { py, root } = await open(name);
      writeFileSync(path.join(root, "theirs"), "theirs");
      const code = `import mmap, os, threading, time
f = open("own", "w+b", buffering=0); f.write(b"first"); m = mmap.mmap(f.fileno(), 5)
there = open("theirs", "r+b", buffering=0)
here = os.open(".", os.O_RDONLY)
def go_on():
    while True:
        for write in (lambda: f.write(b"LATER"), lambda: m.__setitem__(slice(0, 5), b"LATER"), lambda: there.write(b"LATER"),
                      lambda: os.close(os.open("planted", os.O_CREAT, dir_fd=here)), lambda: os.unlink("theirs", dir_fd=here)):
            try: write()
            except Exception: pass
threading.Thread(target=go_on, daemon=True).start()`;
      await py(code.replace("threading.Thread", "start = lambda: threading.Thread"));
      expect(readFileSync(path.join(root, "own"), "utf8")).toBe("first");
      await py("here2 = os.getcwd(); start()\ntime.sleep(0.1)");
      await py("time.sleep(0.1)");
      expect(readFileSync(path.join(root, "own"), "utf8")).toBe("first");
      expect(readFileSync(path.join(root, "theirs"), "utf8")).toBe("theirs");
      expect(existsSync(path.join(root, "planted"))).toBe(false);
    });

    test.skipIf(why !== "")(
      "it reaches neither the stage's layers, nor the host, nor the mounts",
      async () => {
        const { py, scratch } = await open(name);
        const probes = `import os, ctypes
libc = ctypes.CDLL(None, use_errno=True)
def tries(f):
    try: return str(f())[:60]
    except OSError as error: return type(error).__name__
[tries(lambda: os.listdir("/.stage")), tries(lambda: os.listdir(${JSON.stringify(scratch)})), tries(lambda: os.listdir("/proc/1/root/.stage")),
 libc.umount2(os.getcwd().encode(), 2), libc.mount(b"/tmp", os.getcwd().encode(), b"", 4096, None), libc.unshare(0x10000000)]`;
        const { value = "[]" } = await py(probes);
        const [stage, host, init, ...calls]: readonly unknown[] = JSON.parse(value);
        for (const each of [stage, host, init])
          expect(each).toMatch(/^(?:FileNotFound|Permission|NotADirectory)?Error|\[\]/);
        expect(calls).toEqual([-1, -1, -1]);
      },
    );
  },
);
