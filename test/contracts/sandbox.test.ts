/** What every way of confining a program promises. */
import { once } from "node:events";
import { existsSync, lstatSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { apply, backendsHere, openPlace } from "../interface/environment/sandbox/backends.ts";

const backends = await backendsHere();

test.each(backends.filter(({ required }) => required))("$name is required here and runs", ({ why }) => {
  expect(why).toBe("");
});

describe.each(backends.filter(({ why }) => why === ""))("$name", ({ name }) => {
  test("a command's exit code is its own", async () => {
    const { sh } = await openPlace(name);
    const run = await sh("exit 7");
    expect(run).toMatchObject({ exit: 7, output: "", cut: 0, timedOut: false, interrupted: false });
  });

  test("a command that dies of a signal says so", async () => {
    const { sh } = await openPlace(name);
    expect((await sh("kill -TERM $$")).exit).toBe(143);
    expect((await sh("kill -KILL $$")).exit).toBe(137);
  });

  test("a program that is not there is a failed command, not a fault", async () => {
    const { sandbox } = await openPlace(name);
    const run = await sandbox.run({ argv: ["no-such-program-anywhere"] });
    expect(run.exit).toBe(127);
    expect(run.output).not.toBe("");
  });

  test("a folder to start in that is not there is a failed command, not a fault", async () => {
    const { sandbox, root } = await openPlace(name);
    const run = await sandbox.run({ argv: ["true"], cwd: path.join(root, "absent") });
    expect(run.exit).toBeGreaterThan(0);
    expect((await sandbox.run({ argv: ["true"] })).exit).toBe(0);
  });

  test("stdout and stderr come as they were written", async () => {
    const { sh } = await openPlace(name);
    const run = await sh("for i in 1 2 3; do echo out$i; echo err$i >&2; done; echo again > /dev/stderr");
    expect(run.output).toBe("out1\nerr1\nout2\nerr2\nout3\nerr3\nagain\n");
  });

  test("output is heard while the command runs", async () => {
    const { sh, root } = await openPlace(name);
    let heard = "";
    const first = Promise.withResolvers<void>();
    const abort = new AbortController();
    const running = sh("echo début; exec sleep 60", {
      signal: abort.signal,
      onOutput: (text) => {
        heard += text;
        if (heard.includes("\n")) first.resolve();
      },
    });
    await first.promise;
    abort.abort();
    expect((await running).interrupted).toBe(true);
    expect(heard).toBe("début\n");
    expect(existsSync(root)).toBe(true);
  });

  test("long output keeps its head and its tail, and says how long it was", async () => {
    const { sh } = await openPlace(name);
    const run = await sh("echo first; seq 1 100000; echo last", { outputLimit: 2000 });
    expect(run.cut).toBe(588_895 + 11);
    expect(run.output).toMatch(/^first\n1\n2\n/);
    expect(run.output).toMatch(/99999\n100000\nlast\n$/);
    expect(run.output.length).toBeLessThan(2100);
  });

  test("a cut falls between characters", async () => {
    const { sh } = await openPlace(name);
    const run = await sh("for i in $(seq 300); do printf '€'; done", { outputLimit: 100 });
    expect(run.output).not.toContain("\u{fffd}");
    expect(run.output).toMatch(/^€+\n.*\n€+$/);
  });

  test("stdin is what was given, or at its end", async () => {
    const { sandbox } = await openPlace(name);
    const text = `${"x".repeat(200_000)}\nä\0b`;
    expect((await sandbox.run({ argv: ["cat"], stdin: text })).output).toBe(text);
    expect((await sandbox.run({ argv: ["cat"] })).output).toBe("");
  });

  test("arguments and variables arrive as they are", async () => {
    const { sandbox } = await openPlace(name);
    const odd = "a b\n'\"$x`;\\ ü 日本";
    const run = await sandbox.run({
      argv: ["/bin/sh", "-c", 'printf "%s|%s|%s" "$1" "$2" "$ODD"', "sh", odd, ""],
      env: { ODD: odd },
    });
    expect(run.output).toBe(`${odd}||${odd}`);
  });

  test("the environment is the sandbox's own", async () => {
    const { sh, scratch } = await openPlace(name);
    process.env["TACKLE_TEST_SECRET"] = "sesame";
    const run = await sh("env; echo hi > $HOME/x && cat $HOME/x; echo $TMPDIR");
    delete process.env["TACKLE_TEST_SECRET"];
    expect(run.output).not.toContain("sesame");
    expect(run.output).toMatch(/^GIT_OPTIONAL_LOCKS=0$/m);
    expect(run.output).toMatch(/^LANG=C.UTF-8$/m);
    expect(run.output).toMatch(/hi\n\/tmp\n$/);
    expect(run.stage.entries).toEqual([]);
    expect(existsSync(scratch)).toBe(true);
  });

  test("the toolchains on the user's PATH work inside", async () => {
    const { sh } = await openPlace(name);
    const run = await sh("node -p '6*7' && python3 -c 'print(6*7)'");
    expect(run.output).toBe("42\n42\n");
  });

  test("the time limit ends a command and its children", async () => {
    const { sh } = await openPlace(name);
    const run = await sh("sleep 61 & sleep 62", { timeLimit: 300 });
    expect(run).toMatchObject({ timedOut: true, interrupted: false, exit: 137 });
    expect((await sh("echo next")).output).toBe("next\n");
  });

  test("an abort before the start runs nothing", async () => {
    const { sh, root } = await openPlace(name);
    const run = await sh("echo x > made", { signal: AbortSignal.abort() });
    expect(run).toMatchObject({ interrupted: true, output: "" });
    expect(run.stage.entries).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
  });

  test("commands that are asked for at once run one after another", async () => {
    const { sh } = await openPlace(name);
    const runs = await Promise.all([1, 2, 3].map(async (index) => sh(`ls; echo ${index} > f${index}`)));
    expect(runs.map(({ output }) => output)).toEqual(["", "", ""]);
    expect(runs.map(({ stage }) => stage.entries.map((entry) => entry.path))).toEqual([
      ["f1"],
      ["f2"],
      ["f3"],
    ]);
  });

  test("a program beside the session talks over its channels", async () => {
    const { sandbox } = await openPlace(name);
    const script = `
      const { Socket } = require("node:net");
      for (const fd of [3, 4]) { const s = new Socket({ fd }); s.on("data", (d) => s.write(fd + ":" + d)); }
      process.stdin.pipe(process.stdout); console.error("up", process.env.WORD);`;
    const guest = await sandbox.launch({ argv: ["node", "-e", script], channels: 2, env: { WORD: "here" } });
    const [first, second] = guest.channels;
    if (first === undefined || second === undefined) throw new Error("two channels were asked for");
    expect(String((await once(guest.stderr, "data"))[0])).toBe("up here\n");
    first.write("a");
    expect(String((await once(first, "data"))[0])).toBe("3:a");
    second.write("b");
    expect(String((await once(second, "data"))[0])).toBe("4:b");
    guest.stdin.write("c");
    expect(String((await once(guest.stdout, "data"))[0])).toBe("c");
    guest.kill();
    expect(await guest.exited).toEqual({ code: null, signal: "SIGKILL" });
  });

  test("a program beside the session ends with its own code or signal", async () => {
    const { sandbox } = await openPlace(name);
    const ending = async (line: string): Promise<unknown> =>
      (await sandbox.launch({ argv: ["sh", "-c", line] })).exited;
    expect(await ending("exit 3")).toEqual({ code: 3, signal: null });
    expect(await ending("echo lots; exit 0")).toEqual({ code: 0, signal: null });
  });

  test("a program beside the session sees each commit", async () => {
    const { sandbox, sh, root } = await openPlace(name);
    const guest = await sandbox.launch({ argv: ["sh", "-c", "while read line; do cat a; done"] });
    const run = await sh("echo committed > a");
    apply(run.stage, root);
    guest.stdin.write("\n");
    expect(String((await once(guest.stdout, "data"))[0])).toBe("committed\n");
    guest.kill();
    await guest.exited;
  });

  test("closing ends everything", async () => {
    const { sandbox } = await openPlace(name);
    const guest = await sandbox.launch({ argv: ["sleep", "63"] });
    await sandbox.close();
    expect((await guest.exited).signal).toBe("SIGKILL");
  });
});

describe.each(backends.filter(({ why, name }) => why === "" && name !== "none"))(
  "$name, confining",
  ({ name }) => {
    test("children that leave the session and the group end with the command", async () => {
      const { sh } = await openPlace(name);
      const script =
        "for i in 1 2 3 4; do setsid sh -c 'while :; do echo $i >> late; sleep 0.01; done' >/dev/null 2>&1 & done; until [ -s late ]; do sleep 0.01; done";
      const { stage } = await sh(script);
      const late = stage.entries.find((entry) => entry.path === "late")?.source ?? "";
      const size = lstatSync(late).size;
      expect(
        (await sh("ps -e -o comm= 2>/dev/null | grep -c setsid; ls /proc | grep -c '^[0-9]'")).output,
      ).toMatch(/^0\n[1-9]\n$/);
      expect(lstatSync(late).size).toBe(size);
    });

    test("the workspace is read-only to a program beside the session", async () => {
      const { sandbox, root } = await openPlace(name);
      const guest = await sandbox.launch({
        argv: ["sh", "-c", "echo x > made; echo x > /tmp/t && echo x > $HOME/h && exit 5"],
      });
      expect(await guest.exited).toEqual({ code: 5, signal: null });
      expect(readdirSync(root)).toEqual([]);
    });

    test("what a program beside the session may read besides is named", async () => {
      const { sandbox, scratch } = await openPlace(name);
      const [shown, hidden] = [path.join(scratch, "shown"), path.join(scratch, "hidden")];
      writeFileSync(shown, "1");
      writeFileSync(hidden, "1");
      const argv = ["sh", "-c", 'test -r "$1" && ! test -e "$2" && ! echo x > "$1"', "sh", shown, hidden];
      const guest = await sandbox.launch({ argv, readable: [shown] });
      expect((await guest.exited).code).toBe(0);
    });
  },
);
