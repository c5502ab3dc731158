/** The stages of one Python process: what a cell has written counts before a call of its own may see it, and after the call it sees the workspace anew. */
import type { CallRequest } from "../api/bridge.ts";
import type { Held, Resident } from "../environment/sandbox.ts";
import type { Actor, Landed } from "../environment/world.ts";

export interface Stages {
  /** When the stage that is shown began. */
  readonly since: number;
  /** What became of what this cell had written before its calls ended. */
  readonly landed: readonly Landed[];
  /** For a cell. */
  begin(): Promise<void>;
  /** Before a call: what was written so far is ruled on and committed. Throws an Error meant for the cell when it is refused. */
  before(request: CallRequest): Promise<void>;
  after(request: CallRequest): Promise<void>;
  /** The process says that it stands still between two steps of its cell. */
  paused(busy: boolean): void;
  /** The cell is over: what lies on its last stage. A Fault when the process could not be made to stand still. */
  end(): Promise<Held>;
}

/** Rules on what lies on a stage that began at `since`, and commits it. */
export type Land = (actor: Actor, held: Held, since: number) => Promise<Landed>;

interface StagesOptions {
  readonly land: Land;
  /** Tells the process something beside its cells. */
  readonly send: (frame: object) => void;
}

/** Runs one after another what must not happen at once. */
function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
}

/** The stages of a process that was started. */
export function createStages(resident: Resident, { land, send }: StagesOptions): Stages {
  const oneAtATime = inTurn();
  let since = 0;
  let landed: Landed[] = [];
  let stand: ((busy: boolean | undefined) => void) | undefined;
  let hasEnded = true;
  const show = async (): Promise<void> => {
    since = Date.now();
    await resident.begin();
  };
  /** Resolves when the driver itself stands between two steps; undefined when the cell is being ended instead. */
  const pause = (signal: AbortSignal): Promise<boolean | undefined> => {
    const asked = Promise.withResolvers<boolean | undefined>();
    stand = asked.resolve;
    signal.addEventListener("abort", () => asked.resolve(undefined), { once: true });
    send({ type: "pause" });
    return asked.promise;
  };
  const take = async (cell: string): Promise<string | undefined> => {
    const held = await resident.hold("alone");
    if (held === undefined) return undefined;
    try {
      const result = await land({ cell }, held, since);
      landed.push(result);
      return result.refused;
    } finally {
      await held.drop();
      await show();
    }
  };
  /** Takes what was written, and shows the workspace as it is now; not while files or programs of the cell are open on the stage. */
  const renew = async ({ cell, signal }: CallRequest): Promise<string | undefined> => {
    if (hasEnded || signal.aborted) return undefined;
    const busy = await pause(signal);
    stand = undefined;
    try {
      return busy === false ? await take(cell) : undefined;
    } finally {
      // Also to one that is being ended: it may have stopped for this meanwhile.
      send({ type: "go" });
    }
  };
  return {
    get since() {
      return since;
    },
    get landed() {
      return landed;
    },
    async begin() {
      hasEnded = false;
      landed = [];
      await show();
    },
    before: (request) =>
      oneAtATime(async () => {
        if (resident.isBlank()) return;
        const why = await renew(request);
        if (why !== undefined)
          throw new Error(`${request.tool} was not done, for what the cell had written was dropped: ${why}`);
      }),
    after: (request) => oneAtATime(async () => void (await renew(request))),
    paused: (busy) => stand?.(busy),
    async end() {
      hasEnded = true;
      stand?.(undefined);
      return oneAtATime(async () => {
        const held = await resident.hold();
        return held ?? { entries: [], ended: 0, drop: async () => {} };
      });
    },
  };
}
