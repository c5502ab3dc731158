/** Where the session's folder cannot hold an overlay's upper layer, memory does. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { backendsHere, emptyPlace } from "./backends.ts";

const source = (file: string): string =>
  JSON.stringify(path.resolve(import.meta.dirname, "../../../../src/interface/environment", file));
const backends = (await backendsHere()).filter(({ why, name }) => why === "" && name !== "none");

/** An overlay is such a file system; as in a container. Making one needs root. */
const script = (name: string): string => `
  const { openSandbox } = await import(${source("sandbox/open.ts")});
  const { prepareCommit } = await import(${source("commit.ts")});
  const [root, scratch] = process.argv.slice(1);
  const sandbox = await openSandbox(${JSON.stringify(name)}, { root, scratch, path: "/usr/bin:/bin" });
  const run = await sandbox.run({ argv: ["sh", "-c", "mkdir -p deep/er; echo held > deep/er/file; chmod 750 deep"] });
  const clash = prepareCommit(run.stage.entries, { root, keep: scratch + "/kept" }).apply();
  await run.stage.drop();
  await sandbox.close();
  console.log(JSON.stringify({ output: run.output, clash, leaves: sandbox.limits.leaves.join() }));`;

test.runIf(process.getuid?.() === 0).each(backends)(
  "$name holds changes in memory when its folder lies on an overlay, and says so",
  ({ name }) => {
    const { root, scratch } = emptyPlace();
    const places = ["l", "u", "w", "m"].map((each) => path.join(scratch, each));
    for (const place of places) mkdirSync(place);
    const [lower = "", upper = "", work = "", merged = ""] = places;
    const lines = [
      `mount -t overlay overlay -o "lowerdir=$1,upperdir=$2,workdir=$3" "$4" || exit 9`,
      `mkdir "$4/scratch" && exec "$6" --input-type=module --disable-warning=ExperimentalWarning -e "$7" "$5" "$4/scratch"`,
    ];
    const given = [lower, upper, work, merged, root, process.execPath, script(name)];
    const ended = spawnSync("unshare", ["-m", "sh", "-c", lines.join("\n"), "sh", ...given], {
      encoding: "utf8",
    });
    expect(ended.stderr).toBe("");
    const { output, clash, leaves } = JSON.parse(ended.stdout);
    expect({ output, clash }).toEqual({ output: "", clash: undefined });
    expect(leaves).toContain("held in /dev/shm");
    expect(execFileSync("cat", [path.join(root, "deep/er/file")], { encoding: "utf8" })).toBe("held\n");
    expect(readdirSync("/dev/shm").filter((each) => each.startsWith("tackle-0-"))).toEqual([]);
  },
);
