/** Which projects are open to those who tune sensors and which are sealed: three rounds are open by now; how each round was sealed is told. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { corpus, projectFolders, roundOf, type Round, type Split } from "./corpus.ts";

/** Chosen once, before there was any sensor; never changed to move a project. */
const salt = "tackle patches 1";

/** The split of a project today: a round is opened when it has been judged blind, and read. The fourth is sealed. */
export const splitOf = (round: Round): Split => (round <= 3 ? "open" : "sealed");

/** The split that a project of the first round had while that round was judged by. */
export function firstSplitOf(name: string): Split {
  const [byte = 0] = createHash("sha256").update(`${salt}\n${name}`).digest();
  return byte % 2 === 0 ? "open" : "sealed";
}

/** Writes `split.json` anew from the projects that there are. */
export function writeSplit(): void {
  const all = projectFolders().map((folder) => ({ name: path.basename(folder), round: roundOf(folder) }));
  const projects = Object.fromEntries(all.map(({ name, round }) => [name, splitOf(round)]));
  const split = {
    rule: "three rounds are open, the fourth is sealed",
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
      rule: "all of it is sealed",
      sealed: all.flatMap(({ name, round }) => (round === 4 ? [name] : [])),
    },
  };
  writeFileSync(path.join(corpus, "split.json"), `${JSON.stringify(split, null, 2)}\n`);
}
