/** A network of its own that several bubbles share, so that commands reach on the loopback what a program beside them serves. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Fault } from "../../../core/fault.ts";
import type { Programs } from "./bubblewrap-process.ts";
import { channelOf } from "./perl-process.ts";

export interface Network {
  /** The host's number of the process that holds it, for whoever joins its user and network namespace. */
  readonly holder: number;
  close(): Promise<void>;
}

/** Opens it: bubblewrap sets up the loopback, and a process that does nothing keeps it until its input ends. */
export async function openNetwork(programs: Programs): Promise<Network> {
  const holding = ["--unshare-net", "--ro-bind", "/", "/", "--json-status-fd", "3", "--die-with-parent"];
  const child = spawn(programs.unshare, ["-U", "-r", programs.bwrap, ...holding, "--", "/bin/cat"], {
    cwd: "/",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
    stdio: ["pipe", "ignore", "ignore", "pipe"],
  });
  const status = channelOf(child, 3);
  const failed = (): Fault =>
    new Fault("sandbox_failed", "bubblewrap could not open a network of its own", "see `tackle doctor`");
  const holder = Promise.withResolvers<number>();
  let told = "";
  status.on("error", () => undefined);
  status.on("data", (chunk: Buffer) => {
    told += chunk.toString("latin1");
    const pid = /"child-pid":\s*(\d+)/.exec(told)?.[1];
    if (pid !== undefined) holder.resolve(Number(pid));
  });
  const gone = once(child, "exit").catch(() => undefined);
  void gone.then(() => holder.reject(failed()));
  child.stdin?.on("error", () => undefined);
  return {
    holder: await holder.promise,
    async close() {
      child.kill("SIGKILL"); // and bubblewrap ends with it, and the holder with that
      await gone;
    },
  };
}
