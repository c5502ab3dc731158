/** What every way of confining a program promises of one that lives on, on stages that follow each other. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Held, Resident } from "../../src/interface/environment/sandbox.ts";
import { apply, backendsHere, openPlace, type Place } from "../interface/environment/sandbox/backends.ts";

/** A Python that runs each line it is sent, from the workspace's folder, and answers with what comes of it. */
const server = `import os, signal, sys, time, subprocess
channel = os.fdopen(3, "r+b", buffering=0)
held, busy = {}, []
def interrupt(*_):
    if busy: raise KeyboardInterrupt(busy.pop())
signal.signal(signal.SIGINT, interrupt)
while True:
    line = channel.readline()
    if not line: break
    os.chdir(sys.argv[1])
    try:
        busy.append(1)
        answer = eval(line.decode())
    except BaseException as error: answer = type(error).__name__
    busy.clear()
    channel.write((str(answer) + "\\n").encode())
`;

interface Served extends Place {
  readonly resident: Resident;
  readonly ask: (line: string) => Promise<string>;
  readonly hold: (only?: "alone") => Promise<Held>;
}

async function serve(name: Place["name"]): Promise<Served> {
  const place = await openPlace(name);
  const resident = await place.sandbox.house({
    argv: ["python3", "-c", server, place.root],
    channels: 1,
  });
  onTestFinished(() => resident.kill());
  const [channel] = resident.channels;
  let told = "";
  let heard: () => void = () => {};
  channel?.on("data", (bytes: Buffer) => {
    told += bytes.toString();
    heard();
  });
  return {
    ...place,
    resident,
    async ask(line) {
      channel?.write(`${line}\n`);
      while (!told.includes("\n")) await new Promise<void>((resolve) => (heard = resolve));
      const [answer = "", ...rest] = told.split("\n");
      told = rest.join("\n");
      return answer;
    },
    async hold(only) {
      const held = await resident.hold(only);
      if (held === undefined) throw new Error("it was not alone");
      onTestFinished(() => held.drop());
      return held;
    },
  };
}

const named = (held: Held): readonly string[] => held.entries.map((entry) => `${entry.type} ${entry.path}`);
const backends = (await backendsHere()).filter(({ why }) => why === "");

describe.each(backends)("$name", ({ name }) => {
  test("what it writes is held, and it sees the workspace as it is at each beginning", async () => {
    const { resident, ask, hold, root } = await serve(name);
    writeFileSync(path.join(root, "seen"), "1");
    await resident.begin();
    expect(await ask("[open('seen').read(), open('made', 'w').write('by it'), os.remove('seen')]")).toBe(
      "['1', 5, None]",
    );
    const held = await hold();
    expect(named(held)).toEqual(["file made", "gone seen"]);
    expect([existsSync(path.join(root, "made")), existsSync(path.join(root, "seen"))]).toEqual([false, true]);
    apply(held, root);
    writeFileSync(path.join(root, "host"), "new");
    await resident.begin();
    expect(await ask("[sorted(os.listdir()), open('host').read()]")).toBe("[['host', 'made'], 'new']");
    expect(named(await hold())).toEqual([]);
  });

  test("what it still holds open of an earlier stage changes nothing that was taken", async () => {
    const { resident, ask, hold, root } = await serve(name);
    await resident.begin();
    await ask(
      "held.update(f=open('file', 'w+'), d=os.open('.', 0)) or held['f'].write('first') and held['f'].flush()",
    );
    const held = await hold();
    apply(held, root);
    await resident.begin();
    await ask("held['f'].write('LATER') and held['f'].flush()");
    await ask("os.close(os.open('planted', os.O_CREAT | os.O_WRONLY, dir_fd=held['d']))");
    const next = await hold();
    // Without confinement it is in the workspace itself: what it writes there is taken like anything else.
    const isConfined = name !== "none";
    expect(named(next).length === 0).toBe(isConfined);
    expect(readFileSync(path.join(root, "file"), "utf8")).toBe("first");
    expect(existsSync(path.join(root, "planted"))).toBe(false);
  });

  test("it stands still until the next stage, and what it has started ends, or keeps it from being held alone", async () => {
    const { resident, ask, hold } = await serve(name);
    await resident.begin();
    await ask("held.update(p=subprocess.Popen(['sleep', '100']))");
    expect(await resident.hold("alone")).toBeUndefined();
    expect(await ask("held['p'].poll()")).toBe("None");
    expect((await hold()).ended).toBe(1);
    const asked = ask("held['p'].wait()");
    expect(await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 100, "silent"))])).toBe(
      "silent",
    );
    await resident.begin();
    expect(await asked).toBe("-9");
  });

  test("it is interrupted, alone or with what it has started", async () => {
    const { resident, ask } = await serve(name);
    await resident.begin();
    await ask("1");
    const asleep = ask("time.sleep(100)");
    // It may not have begun yet: nothing tells when a program sleeps.
    const again = setInterval(() => resident.interrupt(false), 200);
    expect(await asleep).toBe("KeyboardInterrupt");
    clearInterval(again);
    const deaf = ask("subprocess.Popen(['sleep', '100']).wait() if signal.signal(2, signal.SIG_IGN) else 0");
    const children = setInterval(() => resident.interrupt(true), 200);
    expect(await deaf).toBe("-9");
    clearInterval(children);
  });

  test("commands run beside it, and it has no part in them", async () => {
    const { resident, ask, hold, sh } = await serve(name);
    await resident.begin();
    await ask("open('mine', 'w').write('x')");
    const run = await sh("ls; echo y > theirs; echo z > ~/shared");
    expect(run.output).toBe(name === "none" ? "mine\n" : "");
    await run.stage.drop();
    const shared = "open(os.path.expanduser('~/shared')).read().strip()";
    expect(await ask(`[os.path.exists('theirs'), ${shared}]`)).toBe("[False, 'z']");
    expect(named(await hold())).toContain("file mine");
  });

  test("its end is told, and holding it then gives nothing", async () => {
    const { resident, ask, hold } = await serve(name);
    await resident.begin();
    void ask("[open('half', 'w'), os._exit(3)]");
    expect(await resident.exited).toEqual({ code: 3, signal: null });
    const { entries } = await hold();
    expect(entries).toHaveLength(name === "none" ? 1 : 0);
  });
});
