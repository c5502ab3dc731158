/** Which projects are open to those who tune sensors and which are sealed: three rounds are open by now, and half of the fourth; how each round was sealed is told. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { corpus, projectFolders, roundOf, type Round, type Split } from "./corpus.ts";

/** Chosen once, before there was any sensor; never changed to move a project. */
const salt = "tackle patches 1";

/** Of the fourth round, what two of its four authors wrote: opened when it had been judged blind, to mend what it showed. */
const openedHalf: ReadonlySet<string> = new Set([
  "access-tree",
  "ack-queue",
  "cribbage-hand",
  "dna-digest",
  "knockout-bracket",
  "lap-watch",
  "log-rotation",
  "prefix-code",
  "roman-date",
  "statement-match",
  "train-platforms",
  "unit-chains",
]);

/** The split of a project today: a round is opened when it has been judged blind, and read. Half of the fourth is sealed. */
export const splitOf = (round: Round, name: string): Split =>
  round <= 3 || openedHalf.has(name) ? "open" : "sealed";

/** The split that a project of the first round had while that round was judged by. */
export function firstSplitOf(name: string): Split {
  const [byte = 0] = createHash("sha256").update(`${salt}\n${name}`).digest();
  return byte % 2 === 0 ? "open" : "sealed";
}

/** Writes `split.json` anew from the projects that there are. */
export function writeSplit(): void {
  const all = projectFolders().map((folder) => ({ name: path.basename(folder), round: roundOf(folder) }));
  const projects = Object.fromEntries(all.map(({ name, round }) => [name, splitOf(round, name)]));
  const split = {
    rule: "three rounds are open, and half of the fourth",
    projects,
    firstRound: {
      salt,
      rule: "the first byte of sha256(salt, newline, name): even was open, odd was sealed",
      sealed: all.flatMap(({ name, round }) =>
        round === 1 && firstSplitOf(name) === "sealed" ? [name] : [],
      ),
    },
    secondRound: {
      rule: "all of it was sealed until it had been judged by and read, on 29 November 2026",
      sealed: all.flatMap(({ name, round }) => (round === 2 ? [name] : [])),
    },
    thirdRound: {
      rule: "all of it was sealed until it had been judged by, once, and read in part, on 29 November 2026",
      sealed: all.flatMap(({ name, round }) => (round === 3 ? [name] : [])),
    },
    fourthRound: {
      rule: "half of it, by author, was judged and opened to mend what it showed; the other half is sealed",
      sealed: all.flatMap(({ name, round }) => (round === 4 && !openedHalf.has(name) ? [name] : [])),
    },
  };
  writeFileSync(path.join(corpus, "split.json"), `${JSON.stringify(split, null, 2)}\n`);
}
