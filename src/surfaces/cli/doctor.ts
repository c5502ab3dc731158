/** `tackle doctor`: what works on this machine, and how to mend the rest. */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import path from "node:path";
import {
  examine,
  listModels,
  listSessions,
  toFault,
  type ExamineOptions,
  type Surroundings,
} from "../../index.ts";
import type { Format } from "./wish.ts";
import { examinationEntries, type Entry } from "./examination.ts";
import { jsonLine } from "./json-line.ts";
import { sanitizeLine } from "../sanitize.ts";
import { Spinner } from "./spinner.ts";
import { createStyle, type Style } from "../style.ts";
import { defaultModel, modelSurroundings } from "./model-surroundings.ts";
import type { Terminal } from "./terminal.ts";
import { version } from "./version.ts";
import { workspace } from "./workspace.ts";

/** Examines the machine, prints what it finds and returns the exit code: 0 when tackle can work here, else 1. */
export async function doctor(
  wish: { readonly cwd?: string; readonly compare: boolean; readonly format: Format },
  terminal: Terminal,
): Promise<number> {
  const surroundings = modelSurroundings(process.env);
  const state = stateEntry(surroundings);
  const cwd = workspace(wish.cwd ?? ".");
  // Without a state folder there is no place to try anything in.
  const tried = state.ok
    ? await tryOut({ cwd, surroundings, compare: wish.compare, environment: ownVariables() }, terminal)
    : [];
  const entries = [nodeEntry(), state, ...(await modelEntries(surroundings)), ...tried];
  const well = entries.every(({ ok }) => ok);
  if (wish.format === "text") {
    const style = createStyle(terminal.color);
    terminal.out(`tackle ${version()}\n${entries.flatMap((entry) => paint(entry, style)).join("\n")}\n`);
  } else terminal.out(jsonLine({ tackle: version(), ok: well, entries }));
  return well ? 0 : 1;
}

/** What a program has from the user's shell. */
function ownVariables(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Whatever breaks while things are tried is what doctor is there to tell. */
async function tryOut(options: ExamineOptions, terminal: Terminal): Promise<readonly Entry[]> {
  const spinner = new Spinner(terminal);
  spinner.begin(
    options.compare ? "trying sandboxes, and the check in and outside of one" : "trying sandboxes",
  );
  try {
    return examinationEntries(await examine(options));
  } catch (thrown) {
    const { message, hint } = toFault(thrown);
    return [{ subject: "sandbox", ok: false, detail: message, fix: hint }];
  } finally {
    spinner.close();
  }
}

function paint({ subject, ok, detail, fix, notes = [] }: Entry, style: Style): readonly string[] {
  const mark = ok ? style.good("✓") : style.bad("✗");
  return [
    `${mark} ${style.bold(subject.padEnd(8))} ${sanitizeLine(detail)}`,
    ...notes.map((note) => style.dim(`           ${sanitizeLine(note)}`)),
    ...(fix === undefined ? [] : [`           → ${sanitizeLine(fix)}`]),
  ];
}

function nodeEntry(): Entry {
  return { subject: "node", ok: true, detail: `${process.version} at ${process.execPath}` };
}

function stateEntry({ state }: Surroundings): Entry {
  const subject = "state";
  let folder = state;
  while (!existsSync(folder)) folder = path.dirname(folder);
  if (!isWritableFolder(folder))
    return {
      subject,
      ok: false,
      detail: `${state} cannot be made or written`,
      fix: `chown or chmod ${folder}, or set XDG_STATE_HOME to a folder of yours`,
    };
  const { sessions, unreadable } = listSessions(state);
  const bad = unreadable.length > 0 ? `, ${unreadable.length} unreadable` : "";
  return { subject, ok: true, detail: `${state} (${sessions.length} sessions${bad})` };
}

function isWritableFolder(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

async function modelEntries({ keys }: Surroundings): Promise<readonly Entry[]> {
  const usable = (await listModels(keys)).filter(({ trouble }) => trouble === undefined);
  const names = Object.keys(keys).toSorted();
  return [
    {
      subject: "models",
      ok: true,
      detail: `${usable.map(({ name }) => name).join(", ")}; without --model it is ${await defaultModel(process.env, keys)}`,
    },
    { subject: "keys", ok: true, detail: names.length > 0 ? names.join(", ") : "none set" },
  ];
}
