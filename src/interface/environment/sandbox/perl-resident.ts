/** One program that lives on under perl, on stages: each is mounted under it while it stands still. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { Fault } from "../../../core/fault.ts";
import type { Held, Program, Resident } from "../sandbox.ts";
import { holdCopies } from "./copy-out.ts";
import { packFrame, packList, type Frame } from "./frames.ts";
import { memoryOfCommands, type World } from "./layout.ts";
import { launchGuest } from "./perl-guest.ts";
import type { StageHost } from "./perl-host.ts";
import { readEntries } from "./perl-run.ts";
import { seccompFilter, type Architecture } from "./seccomp.ts";
import { newStageId } from "./stage-id.ts";

/** Where it lives: in the world of a stage host, and its uppers beside that one's. */
interface Home {
  readonly world: World;
  readonly base: string;
  readonly upper: string;
  readonly stage: StageHost;
}

/** Starts it; rejects with a Fault when its world cannot be built. */
export async function launchResident(
  known: Architecture,
  { world, base, upper, stage: host }: Home,
  program: Program,
  environment: Readonly<Record<string, string>>,
): Promise<Resident> {
  const settings = {
    mode: "house" as const,
    world,
    base,
    upper,
    filter: seccompFilter(known, true),
    steps: [],
    ...(host.process !== undefined && { join: host.process }),
  };
  const copies = path.join(world.scratch, "copies");
  let answer: PromiseWithResolvers<Frame> | undefined;
  const onFrame = (frame: Frame): void => {
    if (frame.type !== "E" && frame.type !== "R") answer?.resolve(frame);
  };
  const { control, ...guest } = await launchGuest(
    known,
    settings,
    { memory: memoryOfCommands(), ...program },
    { environment, onFrame },
  );
  const gone: Frame = { type: "E", payload: Buffer.alloc(0) };
  let hasEnded = false;
  void guest.exited.then(() => {
    hasEnded = true;
    return answer?.resolve(gone);
  });
  /** One question at a time. */
  const ask = async (type: "B" | "H", payload: Uint8Array): Promise<Frame> => {
    answer = Promise.withResolvers<Frame>();
    if (hasEnded) answer.resolve(gone);
    else control.write(packFrame(type, payload));
    const frame = await answer.promise;
    if (frame.type !== "X") return frame;
    throw new Fault("sandbox_failed", `the stage failed: ${frame.payload.toString("utf8")}`);
  };
  let stage = "";
  return {
    ...guest,
    async begin() {
      stage = `${newStageId()}h`; // the host makes folders ahead for the commands after this one
      await ask("B", packList([stage, packList(world.masked)]));
    },
    async hold(only): Promise<Held | undefined> {
      const { type, payload } = await ask("H", Buffer.from(only === undefined ? "" : "1"));
      if (type === "W") return undefined;
      // When it has ended, its world went with it: nothing of the stage was looked at.
      const entries = type === "E" ? [] : readEntries(payload.subarray(4), path.join(upper, stage, "u"));
      const ended = type === "E" ? 0 : payload.readUInt32BE(0);
      return holdCopies(entries, ended, path.join(copies, stage));
    },
    isBlank: () => readdirSync(path.join(upper, stage, "u")).length === 0,
    interrupt(children) {
      control.write(packFrame("I", Buffer.from(children ? "1" : "")));
    },
  };
}
