/** The real command in a real terminal: a window of tmux, on a server of its own. */
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { Scene } from "../../stories/scene.ts";

const home = path.resolve(import.meta.dirname, "../../..");

/** Whether there is a tmux; where TACKLE_REQUIRE names it there must be. */
export const hasTmux = spawnSync("tmux", ["-V"]).status === 0;
if (!hasTmux && (process.env["TACKLE_REQUIRE"] ?? "").split(",").includes("tmux"))
  throw new Error("TACKLE_REQUIRE names tmux, and there is none");

export interface Window {
  /** Presses keys by tmux's names: `Enter`, `C-c`, `Escape`, `M-u`. */
  keys(...names: readonly string[]): void;
  /** Types a text, and Enter. */
  say(text: string): void;
  paste(text: string): void;
  /** What stands on the screen, without blank lines. */
  screen(): string;
  /** With what has scrolled out above. `colors`: with their sequences. */
  all(colors?: boolean): string;
  /** Waits until this stands on the screen or above it; throws with all of it when it never does. */
  until(what: string | RegExp, above?: boolean): Promise<void>;
  resize(columns: number, rows: number): void;
  /** A format of tmux's, such as `#{cursor_x}`. */
  tell(format: string): string;
}

let windows = 0;

/** Opens the command in a project; after it has ended, `ended <exit code>` stands there. `before` is a line for the shell. */
export function openWindow(
  scene: Scene,
  words: readonly string[],
  given: {
    readonly columns?: number;
    readonly rows?: number;
    readonly env?: Readonly<Record<string, string>>;
    readonly before?: string;
  } = {},
): Window {
  const { columns = 80, rows = 24, env = {}, before = ":" } = given;
  const socket = `tackle-${process.pid}-${(windows += 1)}`;
  const tmux = (...args: readonly string[]): string =>
    execFileSync("tmux", ["-L", socket, "-f", "/dev/null", "-u", ...args], { encoding: "utf8" });
  const variables = { HOME: scene.base, XDG_STATE_HOME: path.dirname(scene.state), LANG: "C.UTF-8", ...env };
  const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const settings = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}`);
  const cleared = "env -u CI -u NO_COLOR -u ACCESSIBLE -u TACKLE_MODEL";
  const called = [path.join(home, "bin/tackle"), ...words].map(quoted);
  const command = [cleared, ...settings, ...called].join(" ");
  const script = path.join(scene.base, "window.sh");
  writeFileSync(
    script,
    `trap : INT\ncd ${quoted(scene.root)}\n${before}\n${command}\necho "ended $?"\nstty -a | grep -o -- "-\\?icanon"\nwhile :; do sleep 1000; done\n`,
  );
  tmux(
    "new-session",
    "-d",
    "-x",
    String(columns),
    "-y",
    String(rows),
    `sh ${quoted(script)}`,
    ";",
    "set",
    "-g",
    "history-limit",
    "50000",
  );
  onTestFinished(() => void spawnSync("tmux", ["-L", socket, "kill-server"]));
  const capture = (...args: readonly string[]): string => tmux("capture-pane", "-p", ...args);
  const window: Window = {
    keys: (...names) => void tmux("send-keys", ...names),
    say: (text) => {
      tmux("send-keys", "-l", text);
      tmux("send-keys", "Enter");
    },
    paste: (text) => {
      const file = path.join(scene.base, "pasted");
      writeFileSync(file, text);
      tmux("load-buffer", file);
      tmux("paste-buffer", "-p");
    },
    screen: () => capture().replaceAll(/\n+/g, "\n"),
    all: (colors = false) => capture("-S", "-", ...(colors ? ["-e"] : [])).replaceAll(/\n{3,}/g, "\n\n"),
    async until(what, above = true) {
      const end = performance.now() + 100_000;
      for (;;) {
        const text = above ? window.all() : window.screen();
        if (typeof what === "string" ? text.includes(what) : what.test(text)) return;
        if (performance.now() > end) throw new Error(`${String(what)} never came:\n${text}`);
        await setTimeout(60);
      }
    },
    resize: (width, height) => void tmux("resize-window", "-x", String(width), "-y", String(height)),
    tell: (format) => tmux("display-message", "-p", format).trim(),
  };
  return window;
}

/** A screen without what differs from run to run. */
export function normal(text: string, scene: Scene): string {
  return text
    .replaceAll(scene.root, "/project")
    .replaceAll(scene.base, "/home")
    .replaceAll(/s-[0-9a-z]{10}-[0-9a-z]{5}/g, "s-0000000000-00000")
    .replaceAll(/\b\d+(?:\.\d+)? (?:ms|s)\b/g, "0 s")
    .replaceAll(/tackle \d+\.\d+\.\d+/g, "tackle 0.0.0")
    .replaceAll(/node v\d+\.\d+\.\d+/g, "node v0.0.0")
    .replaceAll(/@[0-9a-f]{7}\b/g, "@0000000")
    .replaceAll(/(?:perl|bubblewrap): programs/g, "perl: programs")
    .replaceAll(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/g, "⠋");
}
