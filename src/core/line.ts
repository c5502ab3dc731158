/** The line of facts that counts: a rewind leaves what came after its goal behind, on record and out of every view. */
import type { Fact } from "./fact.ts";
import type { Journal } from "./journal.ts";

/**
 * The facts that the session stands on, in order. After `session.rewound` those are the facts of the line that its goal was on, up to
 * the goal; so a rewind is taken back by a rewind to where it began. Pure; the line of a line is itself.
 */
export function lineOf(facts: readonly Fact[]): readonly Fact[] {
  if (!facts.some((fact) => fact.type === "session.rewound")) return facts;
  const line: Fact[] = [];
  for (let at = facts.length - 1; at >= 0; at -= 1) {
    const fact = facts[at];
    if (fact === undefined) break;
    line.push(fact);
    if (fact.type !== "session.rewound") continue;
    while (at > 0 && (facts[at - 1]?.seq ?? 0) > fact.to) at -= 1;
  }
  return line.toReversed();
}

/** The line that the session stood on when the fact `seq` was its last. */
export function lineAt(facts: readonly Fact[], seq: number): readonly Fact[] {
  return lineOf(facts.filter((fact) => fact.seq <= seq));
}

/** The journal of a session that goes on: its facts are the line, and all that is appended. */
export function followLine(journal: Journal): Journal {
  const line = lineOf(journal.facts);
  if (line === journal.facts) return journal;
  const facts = [...line];
  journal.listen((fact) => facts.push(fact));
  return {
    facts,
    get id() {
      return journal.id;
    },
    get head() {
      return journal.head;
    },
    append: (...bodies) => journal.append(...bodies),
    sync: () => journal.sync(),
    keep: (bytes) => journal.keep(bytes),
    read: (hash) => journal.read(hash),
    listen: (listener) => journal.listen(listener),
    close: () => journal.close(),
  };
}

/** The name of the next change: no other line of the session has one of that name. */
export function nextChange(facts: readonly Fact[]): string {
  return `w${(facts.at(-1)?.seq ?? 0) + 1}`;
}
