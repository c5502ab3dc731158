/** One command in a bubble on a fresh overlay, from its start to its entries. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { Fault } from "../../../core/fault.ts";
import type { Command, Run, StagedEntry } from "../sandbox.ts";
import { bubbleArguments, guardLine, limitLines, startBubble, type Bubble } from "./bubblewrap-process.ts";
import { createMarkReader } from "./end-mark.ts";
import { memoryOfCommands } from "./layout.ts";
import { prefill } from "./prefill.ts";
import { removeTree } from "./remove-tree.ts";
import { createTranscript } from "./transcript.ts";
import { walkUpper } from "./upper.ts";
import { watchOver } from "./watch.ts";

const defaultOutput = 1024 * 1024;
let count = 0;

/**
 * Relative names only: a comma or colon in a path would end a mount option. `mknod` makes the whiteouts of an overlay. The mount stands
 * until the control closes, so that the host can see which folders hide what was below them. All processes are dead, and reaped, before that.
 */
function script(memory: number): string {
  return `set -e
cd "$1"; mount --rbind "$2" lower; id=$3; filter=$4; bwrap=$5; mark=$6; shift 6
while [ "$1" != -- ]; do mknod "upper/$id/u/$1" c 0 0; shift; done; shift
mount -t overlay overlay -o "lowerdir=lower,upperdir=upper/$id/u,workdir=upper/$id/w,userxattr,volatile" merged
${limitLines(memory)}echo "standing $pid" >&3
set +e
${guardLine(3)}{ "$bwrap" "$@" 3<&- 9<"$filter" 8>"upper/$id/status"; } 2>&1 | cat
while kill -9 -1 2>/dev/null; do /bin/true; done
printf %s "$mark"
while read -r _ <&3; do :; done
`;
}

/** What bubblewrap wrote: the exit code is there only when the program was really run. */
async function exitOf(file: string): Promise<number | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  const found = /"exit-code"\s*:\s*(\d+)/.exec(text);
  return found === null ? undefined : Number(found[1]);
}

/** Runs it. */
export async function runInBubble(bubble: Bubble, command: Command): Promise<Run> {
  const started = performance.now();
  const { root, scratch } = bubble.world;
  const id = String(++count);
  const place = path.join(scratch, "upper", id);
  const upper = path.join(place, "u");
  const transcript = createTranscript(command.outputLimit ?? defaultOutput, command.onOutput);
  const drop = async (): Promise<void> => removeTree(place);
  if (command.signal?.aborted === true)
    return {
      exit: 130,
      ...transcript.end(),
      milliseconds: 0,
      timedOut: false,
      interrupted: true,
      stage: { entries: [], drop },
    };
  const mark = randomBytes(24).toString("hex");
  const absent = await prefill(command.overlay, root, upper);
  await mkdir(path.join(place, "w"), { mode: 0o700 });
  await chmod(upper, (await stat(root)).mode & 0o7777);
  const inside = bubbleArguments({
    bubble,
    workspace: "none",
    readable: [],
    environment: { ...bubble.environment, ...command.env },
    cwd: command.cwd ?? root,
    argv: command.argv,
  });
  const given = [
    scratch,
    root,
    id,
    path.join(scratch, "command.bpf"),
    bubble.programs.bwrap,
    mark,
    ...absent,
    "--",
    ...inside,
  ];
  const { child, control, end } = startBubble(bubble.programs, script(memoryOfCommands()), given, 0);
  let told = "";
  let errors = "";
  const ended = Promise.withResolvers<void>();
  control.on("data", (chunk: Buffer) => {
    told += chunk.toString("latin1");
  });
  const read = createMarkReader(Buffer.from(mark), (bytes) => transcript.add(bytes), ended.resolve);
  child.stdout?.on("data", read);
  child.stderr?.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString("utf8")).slice(-2000);
  });
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(command.stdin ?? "");
  const gone = once(child, "exit").then(() => ended.resolve());
  gone.catch(() => ended.resolve());
  const watch = watchOver(command, () => control.write("kill\n"), end);
  try {
    await ended.promise;
    const exit = await exitOf(path.join(place, "status"));
    const stopped = watch.timedOut || watch.interrupted;
    if (exit === undefined && !stopped)
      throw new Fault(
        "sandbox_failed",
        `bubblewrap failed: ${errors.trim() || transcript.end().output.trim()}`,
        "see `tackle doctor`",
      );
    const merged = path.join("/proc", /standing (\d+)/.exec(told)?.[1] ?? "none", "root", scratch, "merged");
    const entries: readonly StagedEntry[] = await walkUpper({ root, upper, merged });
    return {
      exit: exit ?? 137,
      ...transcript.end(),
      milliseconds: performance.now() - started,
      timedOut: watch.timedOut,
      interrupted: watch.interrupted,
      stage: { entries, drop },
    };
  } finally {
    watch.end();
    end();
    await gone.catch(() => undefined);
    await removeTree(path.join(place, "w"));
  }
}
