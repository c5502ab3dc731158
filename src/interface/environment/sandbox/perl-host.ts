/** One living stage host: it is started once and then runs one command after another. */
import { once } from "node:events";
import { Fault } from "../../../core/fault.ts";
import { packFrame, type Frame } from "./frames.ts";
import { startPerl } from "./perl-process.ts";
import type { Architecture } from "./seccomp.ts";

/** What one command's frames lead to. */
export interface Listener {
  output(bytes: Buffer): void;
  ended(payload: Buffer): void;
  failed(why: string): void;
}

export interface StageHost {
  readonly alive: boolean;
  /** The process whose namespaces others may join. */
  readonly process: number | undefined;
  /** Resolves when the world stands, with the megabytes of memory in which it can hold changes; rejects with a Fault. */
  readonly ready: Promise<number>;
  send(type: "C" | "K" | "D", payload: Uint8Array): void;
  /** Who hears the frames from now on. */
  listen(listener: Listener | undefined): void;
  /** Ends it and all that runs in it, at once. */
  end(): void;
  close(): Promise<void>;
}

/** Starts a host. `settings` is its first frame. */
export function createStageHost(known: Architecture, settings: Buffer): StageHost {
  let alive = true;
  let listener: Listener | undefined;
  let errors = "";
  const standing = Promise.withResolvers<number>();
  standing.promise.catch(() => undefined); // told to whoever waits for `ready`
  const fail = (why: string): void => {
    standing.reject(new Fault("sandbox_failed", `the stage host failed: ${why}`, "see `tackle doctor`"));
    listener?.failed(why);
    listener = undefined;
  };
  const hear = ({ type, payload }: Frame): void => {
    if (type === "R") standing.resolve(payload.readUInt32BE(0));
    if (type === "O") listener?.output(payload);
    if (type === "E") listener?.ended(payload);
    if (type === "X") fail(payload.toString("utf8"));
  };
  const { child, control } = startPerl(known, "ignore", 0, hear);
  child.stderr?.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString("utf8")).slice(-2000);
  });
  const gone = once(child, "close").catch(() => undefined);
  const stop = (why: string): void => {
    if (!alive) return;
    alive = false;
    fail(why);
  };
  child.on("error", (error) => {
    stop(error.message);
  });
  child.on("close", (code, signal) => {
    stop(errors.trim() || `it ended with ${signal ?? code ?? "nothing"}`);
  });
  control.write(packFrame("S", settings));
  return {
    get alive() {
      return alive;
    },
    process: child.pid,
    ready: standing.promise,
    send(type, payload) {
      if (alive) control.write(packFrame(type, payload));
    },
    listen(next) {
      listener = next;
    },
    end() {
      child.kill("SIGKILL");
    },
    async close() {
      if (!alive) return;
      control.end();
      child.kill("SIGKILL");
      await gone;
    },
  };
}
