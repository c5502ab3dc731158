/** Reading a journal: its chain verified, its damage named. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import { hash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chainHash, chainStart } from "./chain.ts";
import { corruptFault, databaseFault, loadSqlite } from "./database.ts";
import type { Fact } from "./fact.ts";
import { Fault } from "./fault.ts";
import { migrateFacts } from "./migrate.ts";
import { checkSchema } from "./schema.ts";

/** What a journal's file holds. `damage` is set only when salvaging: what is wrong after the last of `facts`. */
export interface Reading {
  readonly id: string;
  readonly facts: readonly Fact[];
  /** The hash of the last of `facts`, hex. */
  readonly head: string;
  readonly damage?: Fault;
}

/** As `Reading`, with an array that its owner may grow. */
export interface Verified extends Reading {
  readonly facts: Fact[];
}

/**
 * Reads the journal at `path` without its lock, also while another process appends. Throws `Fault("journal_corrupt")` that says
 * what is wrong and where; with `salvage` the facts before the damage are given instead, and the fault with them. Of a very long
 * journal only the newest facts are verified, unless it is `whole`.
 */
export function readJournal(path: string, { salvage = false, whole = false } = {}): Reading {
  let database: DatabaseSync | undefined;
  try {
    database = openReadable(path);
    return readFacts(database, path, { salvage, whole });
  } catch (error) {
    const fault = databaseFault(error, path);
    if (!salvage || fault.code !== "journal_corrupt") throw fault;
    return { id: "", facts: [], head: chainStart, damage: fault };
  } finally {
    database?.close();
  }
}

/** Opens the file for reading only. On a read-only file system SQLite cannot share its log, so a file without one is read as it lies. */
export function openReadable(path: string): DatabaseSync {
  if (!existsSync(path))
    throw new Fault("session_unknown", `there is no journal at ${path}`, "see `tackle sessions`");
  if (statSync(path).size === 0) throw corruptFault(path, "the file is empty");
  const { DatabaseSync } = loadSqlite();
  const open = (location: string | URL): DatabaseSync => {
    const database = new DatabaseSync(location, { readOnly: true, timeout: 2000 });
    database.prepare("PRAGMA schema_version").get();
    return database;
  };
  try {
    return open(path);
  } catch (error) {
    const cannotOpen =
      error instanceof Error && "errcode" in error && [14, 8].includes(Number(error.errcode) & 0xff);
    if (!cannotOpen || existsSync(`${path}-wal`)) throw error;
    const location = pathToFileURL(path);
    location.searchParams.set("immutable", "1");
    return open(location);
  }
}

/** Throws when `path` is missing, empty or foreign, before anything is changed in it or made beside it. */
export function inspect(path: string): void {
  const database = openReadable(path);
  try {
    checkSchema(database, path);
  } finally {
    database.close();
  }
}

/** Up to so many facts all are verified whenever a journal is opened; of more, so many of the newest. */
const longest = 20_000;
const verified = 5_000;

/** All facts of an open journal, verified from the first to the recorded head. Throws or salvages as `readJournal` does. */
export function readFacts(
  database: DatabaseSync,
  path: string,
  { salvage = false, whole = false } = {},
): Verified {
  const facts: Fact[] = [];
  const changed: Changed[] = [];
  let head = chainStart;
  let id = "";
  const rows = (): void => {
    // One snapshot: the head must be the head of these rows, though another process appends meanwhile.
    const session = checkSchema(database, path);
    id = session.id;
    const select = database.prepare(
      "SELECT seq, at, type, body, hash FROM facts WHERE seq > ? ORDER BY seq LIMIT ?",
    );
    select.setReturnArrays(true);
    const trusted = whole || session.count <= longest ? 0 : session.count - verified;
    for (const row of rowsOf(select)) {
      const previous = head;
      const fact = verifyRow(row, { seq: facts.length + 1, previous, path, trusted });
      facts.push(fact.fact);
      head = fact.hash;
      if (fact.left !== undefined) changed.push({ seq: fact.fact.seq, left: fact.left, before: previous });
    }
    const foreign = unaccounted(changed, facts);
    if (foreign !== undefined) {
      facts.length = foreign.seq - 1;
      head = foreign.before;
      throw corruptFault(path, `fact ${foreign.seq} is not what was written (its hash differs)`);
    }
    if (facts.length !== session.count || head !== session.head)
      throw corruptFault(path, `its last facts are missing: ${facts.length} of ${session.count} are there`);
  };
  try {
    database.exec("BEGIN");
    try {
      rows();
    } finally {
      if (database.isTransaction) database.exec("ROLLBACK");
    }
  } catch (error) {
    const fault = databaseFault(error, path);
    if (!salvage || fault.code !== "journal_corrupt") throw fault;
    const foreign = unaccounted(changed, facts);
    if (foreign) facts.length = foreign.seq - 1;
    migrateFacts(facts);
    return { id, facts, head: foreign?.before ?? head, damage: fault };
  }
  migrateFacts(facts);
  return { id, facts, head };
}

type Row = readonly SQLOutputValue[];

/** Rows in order, in chunks: one call for a thousand is fast, and one by one gets at those before a damaged page. */
function* rowsOf(select: StatementSync): Generator<Row> {
  let last = 0;
  for (;;) {
    let rows: readonly Row[];
    try {
      rows = chunk(select, last, 1000);
    } catch {
      yield* singles(select, last);
      return;
    }
    if (rows.length === 0) return;
    yield* rows;
    const seq = rows.at(-1)?.[0];
    if (typeof seq !== "number") return;
    last = seq;
  }
}

function* singles(select: StatementSync, from: number): Generator<Row> {
  for (let last = from; ; last += 1) {
    const [row] = chunk(select, last, 1);
    if (!row) return;
    yield row;
  }
}

function chunk(select: StatementSync, after: number, limit: number): readonly Row[] {
  const rows: unknown = select.all(after, limit); // arrays, by setReturnArrays, which the type does not know
  return Array.isArray(rows) ? rows : [];
}

/** What a row is verified against: its place, what it is chained to, and up to where rows are taken as they are. */
interface Expected {
  readonly seq: number;
  readonly previous: string;
  readonly path: string;
  readonly trusted: number;
}

/** `left` is the hash of a body that is not what was written. */
function verifyRow(
  row: Row,
  { seq, previous, path, trusted }: Expected,
): { readonly fact: Fact; readonly hash: string; readonly left?: string } {
  const [found, at, type, body, stored] = row;
  const where = `fact ${seq}`;
  if (found !== seq) throw corruptFault(path, `${where} is missing`);
  if (typeof at !== "number" || typeof body !== "string" || typeof stored !== "string")
    throw corruptFault(path, `${where} is not a fact`);
  const intact = seq <= trusted || chainHash(previous, seq, at, body) === stored;
  const fact = parseFact(body, seq, at);
  if (!fact || fact.type !== type)
    throw corruptFault(path, `${where} is not what was written (its ${intact ? "type" : "hash"} differs)`);
  return { fact, hash: stored, ...(!intact && { left: hash("sha256", body) }) };
}

/** A fact whose body is not what was written, and what the fact before it was chained to. */
interface Changed {
  readonly seq: number;
  readonly left: string;
  readonly before: string;
}

/** The first changed fact that no `text.forgotten` accounts for. */
function unaccounted(changed: readonly Changed[], facts: readonly Fact[]): Changed | undefined {
  if (changed.length === 0) return undefined;
  const forgotten = new Set(
    facts.flatMap((fact) =>
      fact.type === "text.forgotten" ? fact.facts.map(({ seq, left }) => `${seq} ${left}`) : [],
    ),
  );
  return changed.find(({ seq, left }) => !forgotten.has(`${seq} ${left}`));
}

/** Types that this version does not know are kept as they are. */
function parseFact(body: string, seq: number, at: number): Fact | undefined {
  try {
    const fact: Fact = JSON.parse(body);
    return Object.assign(fact, { seq, at });
  } catch {
    return undefined;
  }
}
