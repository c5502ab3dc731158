/** What was found, and what will be done by default, before the first word; in fewer than ten lines. */
import { existsSync } from "node:fs";
import path from "node:path";
import { examine, listModels, listSessions, type Examination } from "../../index.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Style } from "../style.ts";
import type { Ground } from "./ground.ts";

/** The first line, which waits for nothing. */
export function greeting({ root, surroundings }: Ground, style: Style): readonly string[] {
  return [`${style.bold("tackle")} ${surroundings().version} ${style.dim(`in ${sanitizeLine(root)}`)}`];
}

/** The rest; trying the sandboxes takes a moment. `model` is the one that answers. */
export async function findings(ground: Ground, model: string, style: Style): Promise<readonly string[]> {
  const surroundings = ground.surroundings();
  const { sandbox, verify } = ground.settings(() => {});
  const [found, offered] = await Promise.all([
    examine({
      cwd: ground.root,
      surroundings,
      compare: false,
      environment: {},
      ...(verify !== undefined && { verify }),
    }),
    listModels(surroundings.keys),
  ]);
  const usable = offered.filter(({ name, trouble }) => trouble === undefined && !name.includes("<"));
  const [last] = listSessions(surroundings.state, { root: ground.root }).sessions;
  const row = (name: string, words: string): string => `  ${style.dim(name.padEnd(8))} ${words}`;
  const distrust = ground.distrust();
  return [
    row("model", modelWords(model, usable.length)),
    row("sandbox", sandboxWords(sandbox, found, style)),
    row("project", projectWords(ground.root)),
    row("check", checkWords(found)),
    row("default", "works in this folder without asking, undoably; asks for the rest"),
    ...(distrust ? [row("trust", sanitizeLine(distrust.words.replace("tackle trust", "/trust")))] : []),
    last
      ? style.dim(`  Say what to do. /resume goes on with: ${sanitizeLine(last.task).slice(0, 60)}`)
      : style.dim("  Say what to do; /help lists keys and commands."),
  ];
}

function modelWords(model: string, usable: number): string {
  const name = sanitizeLine(model);
  if (model === "solver") return "solver, built in: mends failing tests; paste a key, or /login";
  return usable > 1 ? `${name} (/model: ${usable} can be used)` : name;
}

function sandboxWords(wanted: string, { sandboxes }: Examination, style: Style): string {
  if (wanted === "none") return style.bad("none: programs run with all your rights");
  const works = sandboxes.find((each) => each.works && (wanted === "auto" || each.name === wanted));
  if (!works) return style.bad("none works here, so no program will run; tackle doctor says why");
  return `${works.name}: programs see this folder, not your home, and no network`;
}

function projectWords(root: string): string {
  const git = existsSync(path.join(root, ".git"))
    ? "a git repository"
    : "no git repository; tackle keeps its own undo";
  const words = ["AGENTS.md", "CLAUDE.md"].find((name) => existsSync(path.join(root, name)));
  return words === undefined ? git : `${git}, with ${words}`;
}

function checkWords({ check }: Examination): string {
  if (!check) return 'none found, so nothing can be proven; --verify "<command>"';
  return `${sanitizeLine(check.command)} (${sanitizeLine(check.source)}): done is when it proves it`;
}
