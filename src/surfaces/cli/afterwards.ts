/** What is done when a session is over and whoever waited for it has been answered. */
import { tidySessions, type Result } from "../../index.ts";
import { readRetention } from "./retention.ts";
import { readSurroundings } from "./surroundings.ts";

/** Lets go of overdue sessions and keeps the index; `say` is told what went. */
export async function afterwards({ view }: Result, say: (line: string) => void): Promise<void> {
  const { state } = readSurroundings(process.env);
  const gone = await tidySessions({ state, root: view.root, retention: readRetention(process.env) });
  if (gone.length > 0)
    say(
      `${gone.length} old sessions are gone, as tackle sessions --du said: ${gone.map((each) => each.session_id).join(", ")}`,
    );
}
