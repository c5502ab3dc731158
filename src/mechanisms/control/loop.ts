/** Plan, execute, verify, until there is a reason to stop. */
import type { Budget } from "../../core/budget.ts";
import type { Cell, Draft } from "../../core/cell.ts";
import type { Decision } from "../../core/decision.ts";
import type { Fact, FactBody } from "../../core/fact.ts";
import { Fault, toFault } from "../../core/fault.ts";
import type { Journal } from "../../core/journal.ts";
import type { Listener, Model, Reply, Sent } from "../../core/model.ts";
import type { Steering } from "../../core/steering.ts";
import type { Stop } from "../../core/stop.ts";
import { wordFact } from "../../core/word.ts";
import type { Context, Mechanism, Session } from "../mechanism.ts";
import { overspent } from "./allowance.ts";
import { openCells } from "./open-cells.ts";

/** All that the loop is given. It knows mechanisms only by their contract. */
export interface Parts {
  readonly session: Session;
  readonly model: Model;
  readonly mechanisms: readonly Mechanism[];
  readonly budget: Budget;
  readonly context: Context;
  /** The words before the conversation; the same for the whole session. */
  readonly system: string;
  /** Runs one cell to its outcome and tells the journal. */
  readonly runCell: (cell: Cell) => Promise<unknown>;
  readonly onSent?: () => void;
  readonly onDelta?: (text: string) => void;
  /** Absent: nobody is beside it. */
  readonly steering?: Steering;
  /** Milliseconds since this process took the session up. */
  readonly elapsed: () => number;
}

/**
 * Runs turns until a decision, the budget or the user ends them. A session that was taken up again goes on where its journal
 * ends: cells of the last reply that have no outcome yet run first.
 */
export async function runLoop(parts: Parts): Promise<Stop> {
  const { session } = parts;
  const interrupted: Stop = { reason: "interrupted", detail: "stopped by the user" };
  for (;;) {
    await execute(parts);
    if (session.signal.aborted) return interrupted;
    const decision = await settle(parts);
    const more = await hearUser(parts);
    if (decision.type === "stop" && !more) return decision.stop;
    if (session.signal.aborted) return interrupted;
    session.journal.append(...parts.context.fit());
    const stop = overspent(parts.budget, session.journal.facts, {
      elapsed: parts.elapsed(),
      next: parts.context.tokens(),
    });
    if (stop) {
      session.journal.append({ type: "decision.made", decision: { type: "stop", rule: "budget", stop } });
      return stop;
    }
    await ask(parts);
    if (parts.steering?.signal().aborted) await hearUser(parts);
  }
}

/** What the user has said meanwhile, as facts; true when there was something. */
async function hearUser({ session, steering }: Parts): Promise<boolean> {
  const words = (await steering?.words(session.signal)) ?? [];
  session.journal.append(...words.map((word) => wordFact(session.journal, word)));
  return words.length > 0;
}

/** Runs the open cells of the last reply, one after another. */
async function execute({ session, runCell, steering }: Parts): Promise<void> {
  for (const cell of openCells(session.journal.facts)) {
    if (session.signal.aborted) return;
    if (steering?.signal().aborted) session.journal.append(passedOver(cell));
    else await runCell(cell);
  }
}

/** The user ended a cell of the same reply before this one. */
function passedOver({ id }: Cell): FactBody {
  const error = { name: "Interrupted", message: "the user interrupted an earlier cell: it did not run" };
  return { type: "cell.ran", cell: id, outcome: { status: "refused", output: "", error, milliseconds: 0 } };
}

/** Ends the turn: every mechanism reacts to its facts, and to the facts that follow from them. The last decision counts. */
async function settle({ session, mechanisms }: Parts): Promise<Decision> {
  const { journal, signal } = session;
  let decision: Decision = { type: "continue", rule: "beginning" };
  const first = journal.facts.findLastIndex((fact) => fact.type === "model.replied");
  const replied = journal.facts[first];
  if (replied?.type !== "model.replied") return decision;
  // The user has said more since: whatever was decided before is answered by that.
  if (journal.facts.findLastIndex((fact) => fact.type === "task.added") > first) return decision;
  if (!journal.facts.some((fact) => fact.type === "turn.ended" && fact.turn === replied.turn)) {
    journal.append({ type: "turn.ended", turn: replied.turn });
  }
  for (const fact of after(journal.facts, first)) {
    if (signal.aborted) break;
    // A spent budget says nothing of the turn: taken up again, the session goes on from what was decided before.
    if (fact.type === "decision.made" && fact.decision.rule === "budget") continue;
    if (fact.type === "decision.made") decision = fact.decision;
    for (const mechanism of mechanisms) journal.append(...((await mechanism.react?.(fact, session)) ?? []));
  }
  return decision;
}

/** The facts from `first` on, those included that are appended meanwhile. */
function* after(facts: readonly Fact[], first: number): Generator<Fact> {
  for (let at = first; at < facts.length; at += 1) {
    const fact = facts[at];
    if (fact) yield fact;
  }
}

/** One reply of the model, as a fact. */
async function ask(parts: Parts): Promise<void> {
  const { journal } = parts.session;
  const turn = journal.facts.filter((fact) => fact.type === "model.replied").length + 1;
  const started = performance.now();
  const reply = await hear(parts, turn);
  if (reply === undefined) return;
  const count = journal.facts.reduce(
    (sum, fact) => sum + (fact.type === "model.replied" ? fact.cells.length : 0),
    0,
  );
  const cells = reply.cells.map((draft: Draft, index): Cell => ({ ...draft, id: `c${count + index + 1}` }));
  journal.append({
    type: "model.replied",
    turn,
    text: reply.text,
    cells,
    usage: reply.usage,
    finish: reply.finish,
    ...(reply.cost !== undefined && { cost: reply.cost }),
    ...(reply.private !== undefined && { private: reply.private }),
    milliseconds: performance.now() - started,
  });
}

/** Asks the model, and once more with less when the provider found it too long; undefined when the user stopped it. */
async function hear(parts: Parts, turn: number): Promise<Reply | undefined> {
  const { session, model, system, context, onSent, onDelta, steering } = parts;
  const { journal } = session;
  const signal = steering ? AbortSignal.any([session.signal, steering.signal()]) : session.signal;
  let failed: Sent | undefined;
  const listen: Listener = {
    signal,
    ...(onSent && { onSent }),
    ...(onDelta && { onDelta }),
    onFailure: (sent) => (failed = sent),
    onSwitch: (switched) => journal.append({ type: "model.switched", ...switched }),
  };
  const attempt = (): Promise<Reply> => {
    journal.append({ type: "model.asked", turn });
    return model.reply({ system, ...context.read(), session: journal.id }, listen);
  };
  const again = (thrown: unknown): Promise<Reply> => {
    if (signal.aborted || !(thrown instanceof Fault) || thrown.code !== "context_overflow") throw thrown;
    journal.append(...context.fit(true));
    return attempt();
  };
  return attempt()
    .catch(again)
    .catch((thrown: unknown) => {
      if (signal.aborted) return undefined; // a reply is recorded whole or not at all
      throw failed === undefined ? thrown : kept(failed, toFault(thrown), { journal, turn });
    });
}

/** Keeps a request that came to nothing, so that it can be read, and says where it is. */
function kept(
  { url, body }: Sent,
  fault: Fault,
  { journal, turn }: { readonly journal: Journal; readonly turn: number },
): Fault {
  const request = journal.keep(body);
  journal.append({ type: "model.failed", turn, why: fault.message, url, request });
  const where = `what was sent: tackle show ${journal.id} --cell request`;
  return new Fault(
    fault.code,
    fault.message,
    fault.hint === "" ? where : `${fault.hint}; ${where}`,
    fault.cause,
  );
}
