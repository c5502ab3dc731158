/** Whatever is done to sessions, in whatever order: chat, files and variables are those of a plain model that knows nothing of journals. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as check from "fast-check";
import { expect, test } from "vitest";
import { readJournal } from "../../src/core/reader.ts";
import {
  forkSession,
  resumeSession,
  rewindSession,
  runTask,
  verifySession,
  viewSession,
} from "../../src/index.ts";
import { lineOf } from "../../src/core/line.ts";
import type { Order } from "./order.ts";
import { anyAct, files, type Act } from "./acts.ts";
import { createPast, type Past } from "./past.ts";
import { sayOnce } from "./say-once.ts";
import { journalsOf, openArena, runProgram, type Arena } from "./torture.ts";

/** A session as it should be, and where it is. */
interface Twin {
  session?: string;
  readonly root: string;
  past: Past;
  /** What was before the last rewind, when that can still be taken back. */
  before?: Past;
}

const put = (root: string, name: string, text: string | undefined): void =>
  text === undefined
    ? rmSync(path.join(root, name), { force: true })
    : writeFileSync(path.join(root, name), text);

const held = (root: string): Record<string, string | undefined> =>
  Object.fromEntries(
    files.map((name) => {
      const place = path.join(root, name);
      return [name, existsSync(place) ? readFileSync(place, "utf8") : undefined];
    }),
  );

async function play(acts: readonly Act[]): Promise<void> {
  const arena = openArena([]);
  try {
    const first: Twin = { root: arena.order.root, past: createPast() };
    const twins = [first];
    let twin = first;
    let number = 0;
    for (const each of acts) {
      number += 1;
      if (each.type === "cells") await runCells(arena, twin, each, number);
      else if (each.type === "edit") {
        const text = `by hand ${number}\n`;
        put(twin.root, each.file, text);
        twin.past.edit(each.file, text);
      } else if (twin.session !== undefined) {
        const next = await travel(arena, twin, each, number);
        if (next) twins.push(next);
        if (next && each.type === "fork" && !each.stay) twin = next;
      }
      // What one does the others do not notice.
      for (const every of twins) compare(arena, every);
    }
    // The variables are asked of each at the end.
    for (const every of twins)
      if (every.session !== undefined) {
        await runCells(
          arena,
          every,
          { type: "cells", deeds: [{ type: "count", file: "a.txt" }] },
          (number += 1),
        );
        compare(arena, every);
      }
  } finally {
    arena.close();
  }
}

const surroundingsOf = ({ order }: Arena): Parameters<typeof runTask>[0]["surroundings"] => ({
  state: order.state,
  path: process.env["PATH"] ?? "",
  keys: {},
  version: "0",
});

/** Says something that is answered by cells, killed in the middle or not, until they have all run. */
async function runCells(
  arena: Arena,
  twin: Twin,
  act: Act & { type: "cells" },
  number: number,
): Promise<void> {
  const spoken = { say: `step ${number}.`, cells: twin.past.cells(act.deeds, number) };
  const order = { ...arena.order, root: twin.root };
  if (act.kill) {
    const killed = await runProgram({
      ...order,
      kill: act.kill,
      step: { ...spoken, begun: false },
      ...(twin.session !== undefined && { session: twin.session }),
    });
    const session = twin.session ?? sessionAt(order);
    if (session !== undefined) twin.session = session;
    if (killed === undefined) await finish(arena, twin, spoken);
  } else await finish(arena, twin, spoken);
  twin.past.run(act.deeds, number);
  delete twin.before;
}

async function finish(
  arena: Arena,
  twin: Twin,
  spoken: { readonly say: string; readonly cells: ReturnType<Past["cells"]> },
): Promise<void> {
  const given = {
    surroundings: surroundingsOf(arena),
    signal: new AbortController().signal,
    replayed: { model: sayOnce(spoken), facts: [] },
  };
  if (twin.session === undefined) {
    const { session } = await runTask({
      ...given,
      task: spoken.say,
      cwd: twin.root,
      model: "script:none",
      sandbox: "auto",
      budget: {},
    });
    twin.session = session;
    return;
  }
  const line = lineOf(readJournal(pathOf(arena, twin.session)).facts);
  const begun = line.some(
    (fact) =>
      (fact.type === "task.added" && fact.text === spoken.say) ||
      (fact.type === "session.opened" && fact.task === spoken.say),
  );
  await resumeSession(twin.session, { ...given, ...(!begun && { say: spoken.say }) });
}

/** The session of a root, however far it came; undefined when it was killed before there was any. */
function sessionAt({ state, root }: Pick<Order, "state" | "root">): string | undefined {
  const found = journalsOf(state).find((journal) => viewSession(readJournal(journal).facts).root === root);
  return found === undefined ? undefined : path.basename(found, ".db");
}

const pathOf = ({ order }: Arena, session: string): string =>
  journalsOf(order.state).find((journal) => path.basename(journal, ".db") === session) ?? "";

/** Rewinds, takes that back, or forks. A fork is returned. */
async function travel(
  arena: Arena,
  twin: Twin,
  act: Exclude<Act, { type: "cells" | "edit" }>,
  number: number,
): Promise<Twin | undefined> {
  const { state } = arena.order;
  const session = twin.session ?? "";
  if (act.type === "undo") {
    if (twin.before === undefined) return undefined;
    await rewindSession({ state, session, undo: true });
    twin.past = twin.before.takenBack(twin.past);
    delete twin.before;
    return undefined;
  }
  const place = twin.past.place(act.back);
  if (act.type === "rewind") {
    if (place === undefined) return undefined;
    const { conflicts } = await rewindSession({ state, session, to: place.cell });
    const { past, left } = twin.past.rewound(place.index);
    expect(conflicts.map((conflict) => conflict.path)).toEqual(left);
    twin.before = twin.past;
    twin.past = past;
    return undefined;
  }
  const into = path.join(arena.base, `fork-${number}`);
  const forked = await forkSession({ state, session, into, ...(place && { at: place.cell }) });
  const { past, left } = place ? twin.past.rewound(place.index) : { past: twin.past.copy(), left: [] };
  expect(forked.conflicts.map((conflict) => conflict.path)).toEqual(left);
  return { session: forked.session, root: forked.root, past };
}

function compare(arena: Arena, { root, session, past }: Twin): void {
  expect(held(root)).toEqual(past.files());
  if (session === undefined) return;
  const { damage } = verifySession(arena.order.state, session);
  expect(damage).toBeUndefined();
  const { facts } = readJournal(pathOf(arena, session));
  const told = lineOf(facts).flatMap((fact) =>
    fact.type === "cell.ran" && fact.outcome.error?.name !== "Rewound"
      ? [fact.outcome.value ?? fact.outcome.status]
      : [],
  );
  expect(told).toEqual(past.outcomes());
}

test(
  "random cells, edits by hand, kills, rewinds, forks and resumes come out as a plain model says",
  {
    timeout: 240_000,
  },
  async () => {
    const runs = Number(process.env["TACKLE_RANDOM_RUNS"] ?? 3);
    const acts = check.array(anyAct, { minLength: 5, maxLength: 9 });
    const found = await check.check(check.asyncProperty(acts, play), { numRuns: runs, endOnFailure: true });
    expect(check.defaultReportMessage(found) ?? "as the model says").toBe("as the model says");
  },
);
