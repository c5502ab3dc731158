/** One command in a bubble on a fresh overlay, from its start to its entries. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { Fault } from "../../../core/fault.ts";
import type { Command, Run, Stage } from "../sandbox.ts";
import {
  bubbleArguments,
  guardLine,
  limitLines,
  startBubble,
  type Bubble,
  type BubbleProcess,
} from "./bubblewrap-process.ts";
import { createMarkReader } from "./end-mark.ts";
import { memoryOfCommands } from "./layout.ts";
import { prefill } from "./prefill.ts";
import { removeTree } from "./remove-tree.ts";
import { newStageId } from "./stage-id.ts";
import { createTranscript } from "./transcript.ts";
import { walkUpper } from "./upper.ts";
import { watchOver, type Watch } from "./watch.ts";

const defaultOutput = 1024 * 1024;
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

interface Prepared {
  readonly place: string;
  readonly upper: string;
  /** Ends the output; nothing inside knows it. */
  readonly mark: string;
  readonly given: readonly string[];
}

/** Makes the stage's folders and all that the script is given. */
async function prepare(bubble: Bubble, command: Command): Promise<Prepared> {
  const { root, scratch } = bubble.world;
  const id = newStageId();
  const place = path.join(scratch, "upper", id);
  const upper = path.join(place, "u");
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
  const filter = path.join(scratch, "command.bpf");
  const whiteouts = absent.map((name) => `./${name}`);
  return {
    place,
    upper,
    mark,
    given: [scratch, root, id, filter, bubble.programs.bwrap, mark, ...whiteouts, "--", ...inside],
  };
}

interface Started {
  readonly process: BubbleProcess;
  /** Resolves when the command and all that it started are dead and its output is heard, or when the shell is gone. */
  readonly ended: Promise<void>;
  readonly gone: Promise<void>;
  /** The host's number of the shell that holds the mounts. */
  readonly holder: Promise<string>;
  readonly errors: () => string;
}

function start(
  bubble: Bubble,
  prepared: Prepared,
  stdin: string,
  onOutput: (bytes: Buffer) => void,
): Started {
  const bubbled = startBubble(bubble, script(memoryOfCommands()), prepared.given, 0);
  const { child, control } = bubbled;
  const ended = Promise.withResolvers<void>();
  const holder = Promise.withResolvers<string>();
  let told = "";
  let errors = "";
  control.on("data", (chunk: Buffer) => {
    told += chunk.toString("latin1");
    const pid = /standing (\d+)\n/.exec(told)?.[1];
    if (pid !== undefined) holder.resolve(pid);
  });
  child.stdout?.on("data", createMarkReader(Buffer.from(prepared.mark), onOutput, ended.resolve));
  child.stderr?.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString("utf8")).slice(-2000);
  });
  child.stdin?.on("error", () => undefined); // a command need not read what it is given
  child.stdin?.end(stdin);
  const finish = (): void => {
    ended.resolve();
    holder.resolve("none");
  };
  const gone = once(child, "exit").then(finish, finish);
  return {
    process: bubbled,
    ended: ended.promise,
    gone,
    holder: holder.promise,
    errors: () => errors.trim(),
  };
}

/** Runs it. */
export async function runInBubble(bubble: Bubble, command: Command): Promise<Run> {
  const began = performance.now();
  const { root, scratch } = bubble.world;
  const transcript = createTranscript(command.outputLimit ?? defaultOutput, command.onOutput);
  const prepared = await prepare(bubble, command);
  const { place, upper } = prepared;
  const drop = async (): Promise<void> => removeTree(place);
  const result = (
    exit: number,
    watch: Pick<Watch, "timedOut" | "interrupted">,
    entries: Stage["entries"],
  ): Run => ({
    exit,
    ...transcript.end(),
    milliseconds: performance.now() - began,
    timedOut: watch.timedOut,
    interrupted: watch.interrupted,
    stage: { entries, drop },
  });
  if (command.signal?.aborted === true) return result(130, { timedOut: false, interrupted: true }, []);
  const started = start(bubble, prepared, command.stdin ?? "", (bytes) => transcript.add(bytes));
  const { control, end } = started.process;
  const watch = watchOver(command, () => control.write("kill\n"), end);
  try {
    await started.ended;
    const merged = path.join("/proc", await started.holder, "root", scratch, "merged");
    const exit = await exitOf(path.join(place, "status"));
    if (exit === undefined && !watch.timedOut && !watch.interrupted) {
      const why = started.errors() || transcript.end().output.trim();
      throw new Fault("sandbox_failed", `bubblewrap failed: ${why}`, "see `tackle doctor`");
    }
    return result(exit ?? 137, watch, await walkUpper({ root, upper, merged }));
  } finally {
    watch.end();
    end();
    await started.gone;
    await removeTree(path.join(place, "w"));
  }
}
