/** Finds out who is behind each fact, and which earlier fact it follows from. */
import type { Fact, FactBody } from "./fact.ts";
import type { Actor, Lineage } from "./lineage.ts";

const ofUser: ReadonlySet<string> = new Set([
  "session.opened",
  "session.resumed",
  "session.rewound",
  "session.forked",
  "text.forgotten",
  "task.added",
  "approval.given",
]);
const ofModel: ReadonlySet<string> = new Set(["model.replied", "cell.checked", "cell.started"]);
const ofCell: ReadonlySet<string> = new Set([
  "call.made",
  "change.intended",
  "cell.ran",
  "done.claimed",
  "work.abandoned",
  "value.given",
]);

/** Follows facts in their order and tells of the next one where it comes from. */
export interface Genealogist {
  /** Takes a fact in, at its place. */
  add(body: FactBody, seq: number): void;
  of(body: FactBody, seq: number): Lineage;
}

/**
 * A fact follows from its intent where it has one (a result from its call, a commit from its change), what a cell does from the cell's
 * start, a cell from the reply that it was in, a rewind from its goal; all else from the fact before it.
 */
export function createGenealogist(): Genealogist {
  /** By `call c1.2`, `change w7`, `cell c1` and their like: the fact that began it. */
  const places = new Map<string, number>();
  const cells = new Set<string>();
  return {
    add(body, seq) {
      for (const [name, place] of begun(body)) {
        places.set(name, seq);
        if (place) cells.add(name);
      }
    },
    of(body, seq) {
      const found = causes(body).flatMap((name) => places.get(name) ?? [])[0];
      return { actor: actorOf(body, cells), parent: found ?? goalOf(body) ?? seq - 1 };
    },
  };
}

/** What a fact begins, by name; true for a cell. */
function begun(body: FactBody): readonly (readonly [string, boolean])[] {
  switch (body.type) {
    case "model.asked":
      return [["model", false]];
    case "review.asked":
      return [["review", false]];
    case "model.replied":
      return body.cells.map(({ id }) => [`cell ${id}`, true]);
    case "cell.started":
      return [[`cell ${body.cell}`, true]];
    case "call.made":
      return [[`call ${body.call}`, false]];
    case "change.intended":
      return [[`change ${body.change}`, false]];
    case "approval.asked":
      return [[`approval ${body.approval}`, false]];
    case "check.started":
      return [[`check ${body.run}`, false]];
    default:
      return [];
  }
}

/** What a fact may follow from, the nearest first. */
function causes(body: FactBody): readonly string[] {
  const { type } = body;
  if (type === "model.replied" || type === "model.failed" || type === "model.switched") return ["model"];
  if (type === "review.replied" || type === "review.failed") return ["review"];
  if (type === "check.ran") return [`check ${body.run}`];
  if (type === "approval.given") return [`approval ${body.approval}`];
  const names: string[] = [];
  if (type.startsWith("change.") && "change" in body && type !== "change.intended")
    names.push(`change ${body.change}`);
  if (type !== "call.made" && "call" in body && body.call !== undefined) names.push(`call ${body.call}`);
  if ("cell" in body) names.push(`cell ${body.cell}`);
  return names;
}

const goalOf = (body: FactBody): number | undefined =>
  body.type === "session.rewound" ? body.to : undefined;

function actorOf(body: FactBody, cells: ReadonlySet<string>): Actor {
  const { type } = body;
  if (type === "approval.given" && body.answer === "nobody") return "harness";
  // The change of a rewind is the user's, and that of a landing nobody's who wrote a cell.
  if (type === "change.intended" && !cells.has(`cell ${body.cell}`))
    return body.cell === "rewind" ? "user" : "harness";
  if (ofUser.has(type)) return "user";
  if (ofModel.has(type)) return "model";
  return ofCell.has(type) ? "cell" : "harness";
}

/** Facts of a time when none carried these: each gets what it would have carried. The facts are changed in place. */
export function addLineage(facts: readonly Fact[]): void {
  const genealogist = createGenealogist();
  for (const fact of facts) {
    if (fact.actor === undefined) Object.assign(fact, genealogist.of(fact, fact.seq));
    genealogist.add(fact, fact.seq);
  }
}
