/** Taking texts out of a journal for good, so that its chain still verifies. */
import { hash } from "node:crypto";
import { guarded, inTransaction, loadSqlite } from "./database.ts";
import type { Fact } from "./fact.ts";
import type { Journal } from "./journal.ts";

/** What stands where a text was. */
export const forgottenMark = "[forgotten]";

/** What is forgotten: a text wherever it occurs, or every text that somebody wrote, was told or saw. */
export type Choice = { readonly type: "pattern"; readonly text: string } | { readonly type: "all" };

/** Members whose strings are texts, as against names, places and numbers that views stand on. */
const texts: ReadonlySet<string> = new Set(
  "task text code output value arguments message stack words claim summary command content private why detail diff answer error reason evidence report".split(
    " ",
  ),
);

/**
 * Forgets in the journal at `path`, which `journal` holds open: facts are replaced by what is left of them, blobs go, and the file keeps
 * no trace. What was done is on record first, so that a forgetting that was cut off can be done again. Returns how many facts and blobs.
 */
export async function forgetIn(
  journal: Journal,
  path: string,
  choice: Choice,
): Promise<{ readonly facts: number; readonly blobs: number }> {
  const left = journal.facts.flatMap((fact) => {
    const [before, after] = [bodyOf(fact), clean(bodyOf(fact), choice)];
    const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
    return was === is ? [] : [{ seq: fact.seq, body: is }];
  });
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(path, { timeout: 5000 });
  return guarded(path, async () => {
    try {
      const blobs = chosenBlobs(database.prepare("SELECT hash, bytes FROM blobs").iterate(), choice);
      if (left.length === 0 && blobs.length === 0) return { facts: 0, blobs: 0 };
      journal.append({
        type: "text.forgotten",
        facts: left.map(({ seq, body }) => ({ seq, left: hash("sha256", body) })),
        blobs,
        why: choice.type === "all" ? "all texts of the session" : "texts that hold what was named",
      });
      await journal.sync();
      database.exec("PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON");
      const update = database.prepare("UPDATE facts SET body = ? WHERE seq = ?");
      const remove = database.prepare("DELETE FROM blobs WHERE hash = ?");
      inTransaction(database, () => {
        for (const { seq, body } of left) update.run(body, seq);
        for (const name of blobs) remove.run(name);
      });
      // Old pages lie in the log and in the file's free space until these.
      database.exec("PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
      return { facts: left.length, blobs: blobs.length };
    } finally {
      database.close();
    }
  });
}

function bodyOf({ seq: _seq, at: _at, ...body }: Fact): object {
  return body;
}

function chosenBlobs(rows: Iterable<Record<string, unknown>>, choice: Choice): readonly string[] {
  const chosen: string[] = [];
  for (const { hash: name, bytes } of rows) {
    if (typeof name !== "string" || !(bytes instanceof Uint8Array)) continue;
    if (choice.type === "all" || Buffer.from(bytes).includes(choice.text)) chosen.push(name);
  }
  return chosen;
}

/** The value without the texts; `inText` says whether strings in it are texts. */
function clean(value: unknown, choice: Choice, inText = false): unknown {
  if (typeof value === "string") return cleanText(value, choice, inText);
  if (Array.isArray(value)) return value.map((each) => clean(each, choice, inText));
  if (typeof value !== "object" || value === null) return value;
  // The words in which a closed list is told (`{type: "stop", reason: "verified"}`) are no texts.
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (kept.has(name) || (name === "reason" && "detail" in value)) return [name, member];
      return [name, clean(member, choice, inText || texts.has(name))];
    }),
  );
}

/** Never changed: what tells a fact from others, and what views are folded by. */
const kept: ReadonlySet<string> = new Set(
  "type actor cell call change approval hash id language status rule name run phase turn finish head root".split(
    " ",
  ),
);

function cleanText(text: string, choice: Choice, inText: boolean): string {
  if (choice.type === "pattern") return text.replaceAll(choice.text, forgottenMark);
  return inText && text !== "" ? forgottenMark : text;
}
