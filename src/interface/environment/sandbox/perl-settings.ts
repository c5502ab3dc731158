/** What a stage host is told before it builds its world. */
import { packList } from "./frames.ts";
import { mostProcesses, type Step, type World } from "./layout.ts";

export interface HostSettings {
  readonly mode: "stage" | "guest" | "house";
  readonly world: World;
  /** An empty folder to build the new root on. */
  readonly base: string;
  readonly upper: string;
  readonly filter: Uint8Array;
  readonly steps: readonly Step[];
  /** The process of a stage host whose network a guest shares. */
  readonly join?: number;
  /** Of memory in which a stage host may hold what commands change; absent or 0: on disk. */
  readonly megabytes?: number;
}

const letters = { read: "r", write: "w", device: "wd" } as const;

/** Kind, target, detail and flags, as the host's `build` reads them. */
function fields(step: Step): readonly string[] {
  switch (step.type) {
    case "link":
      return [step.type, step.target, step.text, ""];
    case "bind":
      return [step.type, step.target, step.source, letters[step.access]];
    case "tmpfs":
      return [step.type, step.target, `mode=${step.mode},size=${step.megabytes}m`, ""];
    case "folder":
    case "proc":
    case "terminals":
    case "seal":
      return [step.type, step.target, "", ""];
  }
}

/** The payload of the first frame; `rest` is what only a guest is told. */
export function hostSettings(
  settings: HostSettings,
  rest: readonly (string | number | Uint8Array)[] = [],
): Buffer {
  const { mode, world, base, upper, filter, steps, join, megabytes } = settings;
  return packList([
    mode,
    world.root,
    upper,
    base,
    world.uid,
    world.gid,
    mostProcesses,
    filter,
    packList(steps.flatMap(fields)),
    join ?? "",
    megabytes ?? 0,
    ...rest,
  ]);
}

/** Names and values, one after another; a later part wins. */
export function packEnvironment(...parts: readonly (Readonly<Record<string, string>> | undefined)[]): Buffer {
  const all = new Map(parts.flatMap((part) => Object.entries(part ?? {})));
  return packList([...all].flat());
}
