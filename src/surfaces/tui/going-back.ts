/** Commands that go back: undo, rewind, another session, a new one. */
import {
  Fault,
  findSession,
  listSessions,
  readJournal,
  rewindSession,
  undoSession,
  viewSession,
  type Rewound,
  type Undone,
} from "../../index.ts";
import { createPainter } from "../paint.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Style } from "../style.ts";
import { variablesTold } from "../wording.ts";
import { echo } from "./transcript.ts";
import { factsOf, sessionOf, type Command, type Desk } from "./desk.ts";

/** Turns of a session that is taken up again which are shown. */
const shownTurns = 5;

const undo: Command = {
  name: "undo",
  does: "takes back what the session changed; /undo c3: from c3 on",
  alone: true,
  run: async (words, desk) => {
    const { state } = desk.ground.surroundings();
    const undone = await undoSession({
      state,
      session: sessionOf(desk),
      ...(words !== "" && { from: words }),
    });
    desk.face.tell(paintUndone(undone, desk.face.canvas.style));
  },
};

const rewind: Command = {
  name: "rewind",
  does: "chat, files and variables back to a place; /rewind back undoes that",
  alone: true,
  run: async (words, desk) => {
    const { state } = desk.ground.surroundings();
    const session = sessionOf(desk);
    const back = words === "back";
    const to = back ? undefined : words === "" ? await pickPlace(desk) : words;
    if (!back && to === undefined) return;
    const rewound = await rewindSession({
      state,
      session,
      ...(back ? { undo: true } : { to: to ?? "start" }),
      variables: {
        surroundings: desk.ground.surroundings(),
        rules: () => desk.ground.settings(() => {}).rules,
        reserve: await desk.conversation.reserve(),
      },
    });
    desk.face.tell(paintRewound(rewound, back, desk.face.canvas.style));
    desk.conversation.use(session);
  },
};

/** The places of the session, last first, to pick from. */
async function pickPlace(desk: Desk): Promise<string | undefined> {
  const view = viewSession(factsOf(desk));
  const places = [...view.cells.values()].filter(({ id }) => view.outcomes.has(id)).toReversed();
  const labels = places.map(({ id, language, code }) => {
    const changed = view.outcomes.get(id)?.changed ?? [];
    const what = changed.length > 0 ? ` · changed ${changed.slice(0, 3).join(", ")}` : "";
    return sanitizeLine(`after ${id} · ${language} · ${code.trim().split("\n")[0] ?? ""}${what}`);
  });
  const picked = await desk.face.choose("back to:", [...labels, `the start: ${sanitizeLine(view.task)}`]);
  return picked === undefined ? undefined : (places[picked]?.id ?? "start");
}

const resume: Command = {
  name: "resume",
  does: "goes on with an earlier session of this folder",
  alone: true,
  run: async (words, desk) => {
    const { state } = desk.ground.surroundings();
    const id = words === "" ? await pickSession(desk, state) : readJournal(findSession(state, words)).id;
    if (id === undefined) return;
    desk.conversation.use(id);
    printPast(desk, state, id);
  },
};

async function pickSession({ ground, face }: Desk, state: string): Promise<string | undefined> {
  const { sessions } = listSessions(state, { root: ground.root });
  if (sessions.length === 0)
    throw new Fault("bad_usage", "no session of this folder is kept", "say what to do");
  const labels = sessions.map(({ session_id, stop_reason, last_at, num_turns, task }) => {
    const at = new Date(last_at).toISOString().slice(0, 16).replace("T", " ");
    return sanitizeLine(
      `${at} · ${stop_reason ?? "cut off"} · ${num_turns} turns · ${task.slice(0, 100)} · ${session_id}`,
    );
  });
  const picked = await face.choose("go on with:", labels);
  return picked === undefined ? undefined : sessions[picked]?.session_id;
}

/** The last turns of a session, as they were told; the rest stays on disk. */
export function printPast({ face }: Pick<Desk, "face">, state: string, id: string): void {
  const { facts } = readJournal(findSession(state, id));
  const replies = facts.flatMap((fact, index) => (fact.type === "model.replied" ? [index] : []));
  const from = replies.at(-shownTurns) ?? 0;
  const painter = createPainter({ ...face.canvas, columns: face.canvas.columns, lines: 8 });
  const earlier = Math.max(0, replies.length - shownTurns);
  const { dim } = face.canvas.style;
  for (const [index, fact] of facts.entries()) {
    const lines = painter.add(fact.type === "model.replied" ? { ...fact, text: "" } : fact);
    if (index > 0 && index < from) continue;
    if (fact.type === "model.replied") face.hear(fact.text);
    face.heard();
    if (fact.type === "task.added") face.print(echo(fact.text, face.canvas.style));
    else face.tell(lines);
    if (index === 0 && earlier > 0) face.tell([dim(`  ${earlier} earlier turns: tackle show ${id}`)]);
  }
  face.tell([dim(`goes on: ${id}`)]);
}

const fresh: Command = {
  name: "new",
  does: "begins a new session with the next word",
  alone: true,
  run: (_words, { conversation, face }) => {
    conversation.use(undefined);
    face.tell([
      face.canvas.style.dim("the next word begins a new session; /resume goes back to the old one"),
    ]);
  },
};

function paintUndone({ session, paths, conflicts, ignored }: Undone, style: Style): readonly string[] {
  if (paths.length === 0 && conflicts.length === 0)
    return [`nothing to undo: no change of ${session} is left`];
  return [
    ...paths.slice(0, 40).map((path) => `  ${style.good("taken back")} ${sanitizeLine(path)}`),
    ...left(conflicts, style),
    ...(ignored > 0 ? [`  ${ignored} changes to files that git ignores cannot be taken back`] : []),
    `${paths.length} of ${paths.length + conflicts.length} paths are as they were before`,
  ];
}

function paintRewound(
  { to, cells, paths, conflicts, variables, lost, milliseconds }: Rewound,
  back: boolean,
  style: Style,
): readonly string[] {
  return [
    ...paths
      .slice(0, 40)
      .map((path) => `  ${style.good(back ? "as before" : "taken back")} ${sanitizeLine(path)}`),
    ...left(conflicts, style),
    `it stands at ${to}: cells ${back ? "that count again" : "taken back"}: ${cells.join(", ") || "none"}; files: ${paths.length}; variables: ${variablesTold(variables, lost)} (${Math.round(milliseconds)} ms)`,
    ...(back ? [] : [style.dim("  /rewind back takes this back")]),
  ];
}

const left = (
  conflicts: readonly { readonly path: string; readonly reason: string }[],
  style: Style,
): readonly string[] =>
  conflicts.map(
    ({ path, reason }) => `  ${style.bad("left as it is")} ${sanitizeLine(path)}: ${sanitizeLine(reason)}`,
  );

export const goingBack: readonly Command[] = [undo, rewind, resume, fresh];
