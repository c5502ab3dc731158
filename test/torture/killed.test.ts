/** A session that is killed at any commit, or from outside at any moment, ends as one that was not. */
import { beforeAll, expect, test } from "vitest";
import { compared, finish, killedAt, openArena, story, type Ending, type Kill } from "./torture.ts";

const lines = story(8);
let whole: Ending;

beforeAll(async () => {
  const arena = openArena(lines);
  whole = await finish(arena);
  arena.close();
});

const sides = ["before", "after"] as const;
const shares = [0.01, 0.2, 0.3, 0.38, 0.46, 0.54, 0.62, 0.7, 0.8, 0.97];
const commits = shares.flatMap((share) => sides.map((side): Kill => ({ type: "commit", share, side })));
// Other moments in each run: whoever sees one fail has its number in the name of the test.
const moments = Array.from({ length: 10 }, (): Kill => ({
  type: "moment",
  after: 300 + Math.round(Math.random() * 2200),
}));

test.each([...commits, ...moments])("killed by $type $share $side $after and resumed", async (kill) => {
  expect(whole.stop).toBe("model_silent");
  expect(compared(await killedAt(kill, lines, whole.commits))).toEqual(compared(whole));
});
