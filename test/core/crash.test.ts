/** What a journal has said to be appended outlives kill -9 and a full disk; a dead holder's lock is free. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { systemClock as clock } from "../../src/core/clock.ts";
import { Fault } from "../../src/core/fault.ts";
import { lockWorkspace } from "../../src/core/lock.ts";
import { readJournal } from "../../src/core/reader.ts";
import { createJournal, openJournal } from "../../src/core/store.ts";
import { codeOf, testFolder } from "./folder.ts";

const program = fileURLToPath(new URL("./writer.ts", import.meta.url));

function start(...words: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [program, ...words], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk]: unknown[] = child.stdout ? await once(child.stdout, "data") : [];
  return String(chunk).split("\n")[0] ?? "";
}

async function killed(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

describe("a writer killed at any moment", () => {
  it("leaves all facts that it had reported, chained", async () => {
    const folder = join(testFolder(), "project");
    mkdirSync(folder);
    const path = join(folder, "s-1.db");
    let reported = 0;
    for (let round = 0; round < 8; round += 1) {
      const child = start("loop", path, round === 0 ? "new" : "");
      let said = "";
      child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
      if (child.stdout) await once(child.stdout, "data");
      await sleep(Math.random() * 120);
      await killed(child);
      const lines = said.split("\n").slice(0, -1);
      const [seq = "0", head] = lines.at(-1)?.split(" ") ?? [];
      expect(Number(seq)).toBeGreaterThan(reported);
      const { facts } = readJournal(path);
      expect(facts.length).toBeGreaterThanOrEqual(Number(seq));
      const journal = openJournal(path, { clock });
      expect(journal.facts).toHaveLength(facts.length);
      const reachedHead = facts.length > Number(seq) || journal.head === head;
      expect(reachedHead).toBe(true);
      journal.append({ type: "cell.started", cell: `after ${round}` });
      reported = journal.facts.length;
      journal.close();
    }
    expect(reported).toBeGreaterThan(100);
  });
});

describe("a power cut", () => {
  it("anywhere in the log leaves the facts of a beginning, and all that were synced before", async () => {
    const folder = testFolder();
    const journal = createJournal(folder, { id: "s-1", clock });
    const path = join(folder, "s-1.db");
    const said: { readonly size: number; readonly facts: number }[] = [];
    for (let group = 0; group < 12; group += 1) {
      const value = "x".repeat(group * 900);
      journal.append(
        { type: "call.returned", call: "a", cell: "c", value },
        { type: "cell.started", cell: "b" },
      );
      await journal.sync();
      // What a synced log holds is on the disk: a power cut cannot make it shorter than it is now.
      said.push({ size: statSync(`${path}-wal`).size, facts: journal.facts.length });
    }
    const copies = testFolder();
    const copy = join(copies, "s-1.db");
    const whole = statSync(`${path}-wal`).size;
    for (let cut = said[0]?.size ?? 0; cut <= whole; cut += 997) {
      copyFileSync(path, copy);
      copyFileSync(`${path}-wal`, `${copy}-wal`);
      truncateSync(`${copy}-wal`, cut);
      const { facts } = readJournal(copy);
      expect(facts).toEqual(journal.facts.slice(0, facts.length));
      expect(facts.length).toBeGreaterThanOrEqual(said.findLast(({ size }) => size <= cut)?.facts ?? 0);
      rmSync(`${copy}-shm`, { force: true });
    }
    journal.close();
  });
});

describe("two processes", () => {
  it("cannot both write one journal, and a dead one's lock is free", async () => {
    const folder = testFolder();
    const path = join(folder, "s-1.db");
    createJournal(folder, { id: "s-1", clock }).close();
    const child = start("hold", path);
    expect(await firstLine(child)).toBe("open");
    expect(() => openJournal(path, { clock })).toThrow(`being written by process ${child.pid}`);
    expect(readJournal(path).facts).toEqual([]);
    await killed(child);
    openJournal(path, { clock }).close();
  });

  it("cannot both work in one folder, and a dead one's lock is free", async () => {
    const state = testFolder();
    const root = testFolder();
    const child = start("lock", state, root);
    expect(await firstLine(child)).toBe("locked");
    const busy = (): unknown => lockWorkspace(state, root, "s-mine");
    expect(busy).toThrow(`session s-${child.pid} (process ${child.pid}) is working in`);
    expect(codeOf(busy)).toBe("workspace_busy");
    lockWorkspace(state, testFolder(), "s-mine").release();
    await killed(child);
    const lock = lockWorkspace(state, root, "s-mine");
    expect(busy).toThrow("session s-mine");
    lock.release();
    lock.release();
    lockWorkspace(state, root, "s-mine").release();
  });
});

/** A shell in a namespace of its own where /mnt is a tiny disk; undefined where the machine forbids that. */
function onTinyDisk(script: string): string | undefined {
  const words = ["-rm", "sh", "-c", `mount -t tmpfs -o size=400k none /mnt && ${script}`];
  const { status, stdout } = spawnSync("unshare", words, { encoding: "utf8", timeout: 150_000 });
  return status === null || stdout === "" ? undefined : stdout;
}

describe("a full disk", () => {
  it("is one clear fault, and what was appended before can be read", ({ skip }) => {
    const path = "/mnt/project/s-1.db";
    const node = `"${process.execPath}"`;
    const reader = `import("${join(import.meta.dirname, "../../src/core/reader.ts")}").then(({ readJournal }) => console.log("read", readJournal("${path}").facts.length))`;
    const output = onTinyDisk(`${node} "${program}" fill ${path} new; ${node} -e '${reader}'`);
    if (output === undefined) skip("this machine gives no user namespace with a tmpfs");
    const lines = output?.trim().split("\n") ?? [];
    const fault = lines.find((line) => line.startsWith("fault"));
    expect(fault).toMatch(/^fault no_space no space left/);
    const last = Number(lines.findLast((line) => /^\d/.test(line))?.split(" ")[0]);
    expect(last).toBeGreaterThan(10);
    expect(lines.at(-1)).toBe(`read ${last}`);
  });

  it("leaves a journal that goes on when there is space again", ({ skip }) => {
    const script = fileURLToPath(new URL("./refill.ts", import.meta.url));
    const output = onTinyDisk(`"${process.execPath}" "${script}"`);
    if (output === undefined) skip("this machine gives no user namespace with a tmpfs");
    expect(output?.trim().split("\n")).toEqual(["no_space", "appended", "reopened with all"]);
  });
});

describe("a folder that cannot be written", () => {
  it("is a fault with a hint, and its journals can still be read", ({ skip }) => {
    const script = fileURLToPath(new URL("./sealed.ts", import.meta.url));
    const words = [
      "-rm",
      "sh",
      "-c",
      `mount -t tmpfs none /mnt && "${process.execPath}" "${script}" fill && mount -o remount,bind,ro /mnt && "${process.execPath}" "${script}" use`,
    ];
    const { stdout, status } = spawnSync("unshare", words, { encoding: "utf8", timeout: 150_000 });
    if (status === null || stdout === "") skip("this machine gives no user namespace with a tmpfs");
    expect(stdout.trim().split("\n")).toEqual([
      "filled",
      "journal_failed",
      "journal_failed",
      "read 1",
      "listed 1",
    ]);
  });
});

it("a journal whose folder is a file is a fault", () => {
  expect(() => createJournal(join(program, "below"), { id: "s-1", clock })).toThrow(Fault);
});
