/** Writing facts at the end of a journal's file. */
import type { DatabaseSync } from "node:sqlite";
import { chainHash } from "./chain.ts";
import { inTransaction } from "./database.ts";
import type { Fact, FactBody } from "./fact.ts";
import { createGenealogist } from "./genealogy.ts";
import type { Lineage } from "./lineage.ts";

/** What new facts come after. */
interface Place {
  readonly previous: string;
  readonly count: number;
  readonly at: number;
}

export type Insert = (
  after: Place,
  bodies: readonly FactBody[],
) => { readonly facts: readonly Fact[]; readonly head: string };

/** Statements prepared once; each call is one transaction, so all of its facts are there or none. */
export function openInsert(database: DatabaseSync, before: readonly Fact[]): Insert {
  const row = database.prepare("INSERT INTO facts VALUES (?, ?, ?, ?, ?)");
  const advance = database.prepare("UPDATE session SET count = ?, head = ?");
  let genealogist = createGenealogist();
  let followed = 0;
  return ({ previous, count, at }, bodies) => {
    let head = previous;
    const facts: Fact[] = [];
    for (const fact of before.slice(followed)) genealogist.add(fact, fact.seq);
    try {
      inTransaction(database, () => {
        for (const body of bodies) {
          const seq = count + facts.length + 1;
          const text = serialise(body, genealogist.of(body, seq));
          head = chainHash(head, seq, at, text);
          row.run(seq, at, body.type, text, head);
          // What is remembered is what a reopened journal would read: undefined members gone, nothing shared with the caller.
          const kept: Fact = JSON.parse(text);
          facts.push(Object.assign(kept, { seq, at }));
          genealogist.add(kept, seq);
        }
        advance.run(count + facts.length, head);
      });
    } catch (error) {
      genealogist = createGenealogist();
      followed = 0;
      throw error;
    }
    followed = count + facts.length;
    return { facts, head };
  };
}

/** The fact's JSON without the place that it may already carry (a fact copied from another journal). */
function serialise(body: FactBody, lineage: Lineage): string {
  return JSON.stringify({ ...body, seq: undefined, at: undefined, ...lineage });
}
