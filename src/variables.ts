/** Brings back the variables of a session that does not run, where it stands now. */
import { join } from "node:path";
import { openAgent } from "./agent.ts";
import type { RuleTexts } from "./core/approval.ts";
import { Fault } from "./core/fault.ts";
import { followLine } from "./core/line.ts";
import type { Model } from "./core/model.ts";
import { viewSession } from "./core/view.ts";
import { openFooting, terrainOf, type Reserve } from "./footing.ts";
import type { Held } from "./held.ts";
import { openWorkspace } from "./interface/environment/workspace.ts";
import type { Surroundings } from "./live.ts";

export interface VariableOptions {
  readonly surroundings: Surroundings;
  /** Rules of the user and of the project that lies there. */
  readonly rules?: (root: string) => readonly RuleTexts[];
  /** Has the kernel afterwards, for the session's next run. Absent: it was only tried whether they come back. */
  readonly reserve?: Reserve;
}

/** Longer than this nobody waits for cells to run again; the session's next run takes the time that they take. Milliseconds. */
const patience = 2_000;

/** Nobody is asked. */
const silent: Model = {
  name: "nobody",
  window: 1,
  output: 1,
  reply: () => Promise.reject(new Fault("internal", "nobody is asked while variables are brought back")),
};

/** Begins to bring them back: what it stands on starts at once. */
export async function openVariables(
  held: Held,
  { surroundings, rules = () => [], reserve }: VariableOptions,
) {
  const { journal, root, scratch } = held;
  const settings = viewSession(journal.facts).options;
  const terrain = terrainOf(root, { settings, surroundings, rules: rules(root) });
  const footing = reserve
    ? await reserve.take(journal.id, terrain)
    : openFooting(terrain, scratch, { late: true });
  footing.sandbox.begin();
  return {
    /** The cells whose variables did not come back; undefined when it took too long to know. */
    async restore(): Promise<readonly string[] | undefined> {
      const signal = AbortSignal.timeout(patience);
      const agent = openAgent({
        footing,
        model: silent,
        journal: followLine(journal),
        workspace: openWorkspace(root),
        scratch,
        keep: join(scratch, "kept"),
        budget: {},
        signal,
        readable: terrain.readable,
        allowNet: terrain.allowNet,
        mayChange: [],
        trusted: false,
        permission: { mode: "default", rules: terrain.rules },
        ...(settings.schema && { schema: settings.schema }),
      });
      const lost = await agent.restore();
      await agent.close();
      return signal.aborted ? undefined : lost;
    },
    close: (): Promise<void> => (reserve ? reserve.keep(journal.id, footing) : footing.close()),
  };
}
