/** `npm run torture [seed] [kills] [cells]`: a long session, killed at random commits and moments, each time resumed and compared. */
import { isDeepStrictEqual } from "node:util";
import { compared, finish, killedAt, openArena, story, type Kill } from "../test/torture/torture.ts";

const [seed = Date.now() % 1e9, kills = 60, cells = 30] = process.argv.slice(2).map(Number);
const lines = story(cells);

let word = seed | 0;
/** mulberry32: the seed decides every kill. */
function chance(): number {
  word = (word + 0x6d2b79f5) | 0;
  let mixed = Math.imul(word ^ (word >>> 15), word | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

const arena = openArena(lines);
const started = performance.now();
const whole = await finish(arena);
const duration = performance.now() - started;
arena.close();
console.log(`seed ${seed}: ${cells} cells, ${whole.commits} facts, ${Math.round(duration)} ms uninterrupted`);

let failed = 0;
for (let index = 0; index < kills; index += 1) {
  const kill: Kill =
    index % 3 === 2
      ? { type: "moment", after: 200 + Math.round(chance() * duration) }
      : { type: "commit", share: chance(), side: index % 3 === 0 ? "before" : "after" };
  const ending = await killedAt(kill, lines, whole.commits).catch((error: unknown) => String(error));
  if (typeof ending !== "string" && isDeepStrictEqual(compared(ending), compared(whole))) continue;
  failed += 1;
  const parts =
    typeof ending === "string"
      ? [ending]
      : differences(ending.chat, whole.chat).concat(differences(ending.tree, whole.tree));
  console.log(`${JSON.stringify(kill)} came out otherwise:\n  ${parts.slice(0, 4).join("\n  ")}`);
}
console.log(`${kills - failed} of ${kills} killed sessions ended as the uninterrupted one`);
process.exit(failed === 0 ? 0 : 1);

function differences(found: readonly string[], wanted: readonly string[]): readonly string[] {
  return found.filter((line) => !wanted.includes(line)).map((line) => line.slice(0, 200));
}
