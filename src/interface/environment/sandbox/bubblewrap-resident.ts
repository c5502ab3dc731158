/** One program that lives on in a bubble, on stages: each is mounted outside while it stands still, and appears inside. */
import { readdirSync } from "node:fs";
import { chmod, mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { Fault } from "../../../core/fault.ts";
import type { Held, Program, Resident } from "../sandbox.ts";
import { launchInBubble } from "./bubblewrap-guest.ts";
import { lookInto } from "./bubblewrap-inside.ts";
import { limitLines, type Bubble } from "./bubblewrap-process.ts";
import { holdCopies } from "./copy-out.ts";
import { masks, memoryOfCommands } from "./layout.ts";
import { removeTree } from "./remove-tree.ts";
import { newStageId } from "./stage-id.ts";
import { walkUpper } from "./upper.ts";

/**
 * What is mounted over `merged` outside appears inside, for bubblewrap makes its mounts followers of ours. A flag that is set on a mount later
 * would not, so what masks a file is read-only from the start. The words on the control: `stop`, `cont`, `int` and `end` with
 * processes, `stage` with its name and the masked paths by their numbers; on any other, and when it closes, everything ends.
 */
const script = (memory: number, control: number): string => `set -e
cd "$1"; mount --rbind "$2" lower; filter=$3; bwrap=$4; count=$5; shift 5
mount --bind merged merged; mount -o remount,bind,ro merged; mount --make-shared merged
for each in etc/empty etc/empty.d; do mount --bind $each $each; mount -o remount,bind,ro,nosuid,nodev $each; done
${limitLines(memory)}echo "standing $pid" >&${control}
set +e
mask() {
  at=$1; shift; eval "each=\\\${$((at + 1))}"
  if [ -d "merged/$each" ]; then mount --bind etc/empty.d "merged/$each"; else mount --bind etc/empty "merged/$each"; fi
}
stage() {
  mount -t overlay overlay -o "nosuid,nodev,lowerdir=lower,upperdir=upper/$id/u,workdir=upper/$id/w,userxattr,volatile" merged || return 1
  for number in $masked; do mask $number "$@" || return 1; done
}
( mounted=
while read -r word rest <&${control}; do
  case $word in
  stop) kill -STOP -1 ;;
  cont) kill -CONT -1 ;;
  int) kill -INT $rest ;;
  end) kill -KILL $rest ;;
  stage)
    [ -z "$mounted" ] || umount -l merged
    mounted=; id=\${rest%% *}; masked=\${rest#"$id"}
    if stage "$@"; then mounted=1; echo staged >&${control}; kill -CONT -1; else echo unstaged >&${control}; fi ;;
  *) kill -9 -1 ;;
  esac
done; kill -9 -1 ) </dev/null >/dev/null 2>&1 &
shift $count
"$bwrap" "$@" 8>&${control} ${control}<&- 9<"$filter"
echo ended >&${control}
`;

/** The talk with the shell around the bubble. */
interface Talk {
  hear(bytes: Buffer): void;
  /** The host's number of the shell. */
  holder(): string;
  /** What became of the stage that was asked for last. */
  answer(): Promise<string>;
  asked(): void;
  end(): void;
  readonly hasEnded: boolean;
}

function createTalk(): Talk {
  let told = "";
  let hasEnded = false;
  let heard: () => void = () => {};
  return {
    hear(bytes) {
      told += bytes.toString("latin1");
      heard();
    },
    holder: () => /standing (\d+)\n/.exec(told)?.[1] ?? "none",
    async answer() {
      const found = (): string | undefined =>
        /^(?:un)?staged$/m.exec(told)?.[0] ?? (hasEnded ? "ended" : undefined);
      while (found() === undefined) await new Promise<void>((resolve) => (heard = resolve));
      return found() ?? "ended";
    },
    asked() {
      told = "";
    },
    end() {
      hasEnded = true;
      heard();
    },
    get hasEnded() {
      return hasEnded;
    },
  };
}

/** Starts it; rejects with a Fault when the bubble cannot be built. */
export async function houseInBubble(bubble: Bubble, program: Program): Promise<Resident> {
  const { world, programs } = bubble;
  const { root, scratch, masked } = world;
  const filter = path.join(scratch, "command.bpf");
  const talk = createTalk();
  // What is masked is mounted with each stage: there is none yet.
  const { control, ...guest } = await launchInBubble(
    { ...bubble, world: { ...world, masked: [] } },
    { memory: memoryOfCommands(), ...program },
    {
      script,
      given: [scratch, root, filter, programs.bwrap, String(masked.length), ...masked],
      hear: (bytes) => talk.hear(bytes),
    },
  );
  void guest.exited.then(() => talk.end());
  const view = path.join("/proc", talk.holder(), "root");
  const say = (words: string): void => {
    if (!talk.hasEnded) control.write(`${words}\n`);
  };
  const inside = lookInto(path.join(view, "proc"), say, () => talk.hasEnded);
  // A stage that came sooner would be bound as it is, and nothing after it would be seen.
  await inside.stand();
  let place = "";
  const upperOf = (): string => path.join(place, "u");
  return {
    ...guest,
    async begin() {
      const before = place;
      place = await makePlace(path.join(scratch, "upper"), root);
      const shown = masks(world).map(({ target }) => masked.indexOf(path.relative(root, target)));
      talk.asked();
      say(`stage ${[path.basename(place), ...shown].join(" ")}`);
      const said = await talk.answer();
      if (before !== "") await removeTree(before);
      if (said === "unstaged")
        throw new Fault("sandbox_failed", "a stage could not be mounted in the bubble");
    },
    async hold(only): Promise<Held | undefined> {
      const ended = await inside.holdStill(only !== undefined);
      if (ended === undefined) return undefined;
      if (talk.hasEnded) return { entries: [], ended, drop: async () => {} };
      const merged = path.join(view, scratch, "merged");
      return holdCopies(
        await walkUpper({ root, upper: upperOf(), merged }),
        ended,
        path.join(scratch, "copies", path.basename(place)),
      );
    },
    isBlank: () => readdirSync(upperOf()).length === 0,
    interrupt: (children) => void inside.interrupt(children),
  };
}

/** The folders of a stage. */
async function makePlace(uppers: string, root: string): Promise<string> {
  const place = path.join(uppers, newStageId());
  await mkdir(path.join(place, "u"), { recursive: true, mode: 0o700 });
  await mkdir(path.join(place, "w"), { mode: 0o700 });
  await chmod(path.join(place, "u"), (await stat(root)).mode & 0o7777);
  return place;
}
