/** Asking, so that an answer holds for one action only, and across a restart. */
import { hash } from "node:crypto";
import type { Action, Answer, Ask, Question } from "../../../core/approval.ts";
import type { Change, Intent, Verdict } from "../../../core/effect.ts";
import type { Fact } from "../../../core/fact.ts";
import { diffText } from "../../../interface/environment/difference.ts";
import type { Session } from "../../mechanism.ts";
import { codeBehind } from "./behind.ts";
import type { Permission } from "./permission.ts";
import { hostOf } from "./ruling.ts";
import { takesCommand } from "./shell-tools.ts";

/** What approvals stand on. */
export interface ApprovalGiven {
  readonly session: Session;
  readonly permission: Permission;
  /** Absent: there is nobody to ask, and whatever would be asked is refused. */
  readonly ask?: Ask;
  /** The bytes of a workspace path as it is. */
  readonly current: (path: string) => Uint8Array | undefined;
}

const allow: Verdict = { type: "allow" };
const alone = "needs a yes, and nobody is there to ask";

/** What the gate calls when the strictest verdict is to ask. Rejects when the session is stopped while somebody thinks. */
export function createApproval(given: ApprovalGiven): (intent: Intent, reason: string) => Promise<Verdict> {
  const { session, permission } = given;
  const { journal, signal } = session;
  return async (intent, reason) => {
    if (await permission.grants(intent)) return allow;
    const bound = hashOf(intent);
    const earlier = earlierAnswer(journal.facts, intent, bound);
    if (earlier) return earlier;
    const source = permission.source(session);
    const why =
      source === undefined || reason.includes(source) ? reason : `${reason} (${source} was read before)`;
    const waiting = journal.facts
      .filter((fact) => isAsked(fact, intent, bound))
      .find((fact) => !isAnswered(journal.facts, fact));
    const approval =
      waiting?.approval ?? `a${journal.facts.filter((fact) => fact.type === "approval.asked").length + 1}`;
    const action = await describe(intent, given.current, journal.facts);
    const call = callOf(intent);
    const always = await permission.rulesFor(intent);
    if (!waiting)
      journal.append({
        type: "approval.asked",
        approval,
        cell: intent.cell,
        ...(call !== undefined && { call }),
        hash: bound,
        action,
        reason: why,
        ...(always && { always }),
      });
    const question: Question = {
      approval,
      cell: intent.cell,
      action,
      hash: bound,
      reason: why,
      ...(always && { always }),
    };
    await journal.sync(); // a question that a person sees must outlive the process
    const answer = given.ask && (await untilStopped(given.ask(question, signal), signal));
    journal.append({ type: "approval.given", approval, ...said(answer) });
    if (answer?.type === "always" && always) permission.add(always);
    return verdictOf(answer, why);
  };
}

type Asked = Extract<Fact, { readonly type: "approval.asked" }>;

const isAsked = (fact: Fact, intent: Intent, bound: string): fact is Asked =>
  fact.type === "approval.asked" &&
  fact.hash === bound &&
  fact.cell === intent.cell &&
  fact.call === callOf(intent);

const callOf = (intent: Intent): string | undefined => (intent.type === "change" ? intent.call : undefined);

const isAnswered = (facts: readonly Fact[], { approval }: Asked): boolean =>
  facts.some((fact) => fact.type === "approval.given" && fact.approval === approval);

function said(answer: Answer | undefined): { answer: Answer["type"] | "nobody"; words?: string } {
  const words = answer?.type === "deny" ? answer.words : undefined;
  return { answer: answer?.type ?? "nobody", ...(words !== undefined && { words }) };
}

function verdictOf(answer: Answer | undefined, why: string): Verdict {
  if (answer === undefined) return { type: "deny", reason: `${why} (${alone})` };
  if (answer.type !== "deny") return allow;
  return {
    type: "deny",
    reason: answer.words ? `refused by the user: ${answer.words}` : "refused by the user",
  };
}

/** An answer that was given for this very action in this cell and is not used up: a yes holds for one time, a no for the cell. */
function earlierAnswer(facts: readonly Fact[], intent: Intent, bound: string): Verdict | undefined {
  const asked = new Set(facts.flatMap((fact) => (isAsked(fact, intent, bound) ? [fact.approval] : [])));
  if (asked.size === 0) return undefined;
  const given = facts.flatMap((fact) =>
    fact.type === "approval.given" && asked.has(fact.approval) ? [fact] : [],
  );
  const no = given.find(({ answer }) => answer === "deny");
  if (no) return verdictOf({ type: "deny", ...(no.words !== undefined && { words: no.words }) }, "");
  const yes = given.filter(({ answer }) => answer === "once" || answer === "always").length;
  return yes > timesDone(facts, intent) ? allow : undefined;
}

/** How often this action has happened in its cell, so that one yes is not used twice. A program that counts ends its cell. */
function timesDone(facts: readonly Fact[], intent: Intent): number {
  if (intent.type === "program") return 0;
  if (intent.type === "call") {
    const wanted = JSON.stringify([intent.cell, intent.tool, intent.arguments]);
    return facts.filter(
      (fact) =>
        fact.type === "call.made" && JSON.stringify([fact.cell, fact.tool, fact.arguments]) === wanted,
    ).length;
  }
  const wanted = JSON.stringify(intent.changes);
  const intended = new Set(
    facts.flatMap((fact) =>
      fact.type === "change.intended" && fact.cell === intent.cell && JSON.stringify(fact.changes) === wanted
        ? [fact.change]
        : [],
    ),
  );
  return facts.filter((fact) => fact.type === "change.committed" && intended.has(fact.change)).length;
}

/** The sha256 of all that an action is; a file larger than is hashed anywhere is told by its size. */
export function hashOf(intent: Intent): string {
  const data =
    intent.type === "change"
      ? { type: "change", changes: intent.changes, ignored: intent.ignored }
      : { ...intent, cell: undefined };
  return hash("sha256", JSON.stringify(data));
}

/** Lines of a diff that a person is shown; the rest is in the files. */
const diffLimit = 20_000;

/** The hosts that a text names by an address. */
function hostsIn(text: string): { readonly hosts?: readonly string[] } {
  const found = text.match(/\b[a-z][a-z+.-]*:\/\/[^\s'"`<>(){}|;,\\]+/gi) ?? [];
  const hosts = [...new Set(found.flatMap((address) => hostOf(address) ?? []))];
  return hosts.length > 0 ? { hosts } : {};
}

/** What git ignores comes in thousands. */
const ignoredLimit = 20;

function toldOf({ path, before, after }: Change): string {
  if (before.node === "absent") return `added ${path}`;
  return after.node === "absent" ? `deleted ${path}` : `changed ${path}`;
}

const toldIgnored = (change: Change): string => `${toldOf(change)} (git ignores it: no way back)`;

async function describe(
  intent: Intent,
  current: ApprovalGiven["current"],
  facts: readonly Fact[],
): Promise<Action> {
  switch (intent.type) {
    case "program": {
      const tool = { sh: "Bash", py: "Python", ts: "TypeScript" }[intent.language];
      return { type: "program", tool, command: intent.code, ...hostsIn(intent.code) };
    }
    case "call": {
      const { command } = intent.arguments;
      const text = typeof command === "string" ? command : JSON.stringify(intent.arguments);
      const tool = takesCommand(intent.tool) ? "Bash" : intent.tool;
      return { type: "call", tool, command: text, ...hostsIn(text) };
    }
    case "change": {
      const { changes, ignored = [], staged } = intent;
      const files = [...changes.map(toldOf), ...ignored.slice(0, ignoredLimit).map(toldIgnored)];
      if (ignored.length > ignoredLimit)
        files.push(`and ${ignored.length - ignoredLimit} more that git ignores`);
      const diff = await diffText(
        changes.slice(0, 50),
        ({ path }) => current(path),
        ({ path }) => staged?.(path),
      );
      const behind = codeBehind(intent, facts);
      return {
        type: "change",
        tool: "Edit",
        ...(behind && { command: behind.code }),
        files,
        diff: diff.slice(0, diffLimit),
      };
    }
  }
}

/** The answer, or a rejection as soon as the session is stopped: then nobody has answered. */
async function untilStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const stop = Promise.withResolvers<never>();
  const listener = (): void => stop.reject(new Error("stopped while a question was open"));
  signal.addEventListener("abort", listener, { once: true });
  try {
    return await Promise.race([work, stop.promise]);
  } finally {
    signal.removeEventListener("abort", listener);
  }
}
