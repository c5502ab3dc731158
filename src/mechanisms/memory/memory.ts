/** Memory, as the loop sees it: what is asked of whoever works here, the skills there are, and all that was folded away. */
import { realpathSync } from "node:fs";
import path from "node:path";
import type { Fact, FactBody } from "../../core/fact.ts";
import type { Mechanism } from "../mechanism.ts";
import { cacheDropped } from "./cache.ts";
import { instructionLimit, instructionsFact, instructionWords, readInstructions } from "./instructions.ts";
import { createRecall } from "./recall.ts";
import { createSkillTools, findSkills, skillFolders, skillWords } from "./skills.ts";
import { outcomeSizes, requestLimit, type Holder } from "./window.ts";

export interface MemoryGiven {
  /** The workspace, absolute and real. */
  readonly root: string;
  readonly facts: () => readonly Fact[];
  readonly model: Holder;
  /** The user's own folder of settings and instructions. */
  readonly config?: string;
  readonly home?: string;
  /** Somebody has said that this project's skills count. */
  readonly trusted: boolean;
  /** Further words of whoever started the session. */
  readonly words?: string;
}

export interface Memory extends Mechanism {
  /** What the journal must know before the model is asked. */
  begin(): readonly FactBody[];
}

/** Reads instructions and skills once, for this process of the session. */
export function createMemory(given: MemoryGiven): Memory {
  const { root, model, config, home, trusted } = given;
  // In a small window they leave room for the work: a quarter of it at most.
  const instructions = readInstructions(root, config, Math.min(instructionLimit, requestLimit(model)));
  const skills = findSkills([
    ...(trusted ? skillFolders.map((folder) => path.join(root, folder)).filter(isItself) : []),
    ...(home === undefined ? [] : [path.join(home, ".agents/skills")]),
  ]);
  // A page must be shown whole: as the JSON of a string it is a little longer.
  const page = Math.min(12_000, Math.floor(outcomeSizes(model).value * 0.7));
  const words = [instructionWords(instructions, root), skillWords(skills), given.words].filter(
    (part) => part !== undefined,
  );
  return {
    name: "memory",
    brief: () => (words.length === 0 ? undefined : words.join("\n\n")),
    api: [createRecall(given.facts, page), ...createSkillTools(skills)],
    react: async (fact) => (fact.type === "model.replied" ? cacheDropped(given.facts(), fact) : []),
    begin() {
      const last = given.facts().findLast((fact) => fact.type === "instructions.read");
      const fact = instructionsFact(instructions, last?.type === "instructions.read" ? last : undefined);
      return fact ? [fact] : [];
    },
  };
}

/** No part of the path is a link: what was trusted is what is read. */
function isItself(folder: string): boolean {
  try {
    return realpathSync(folder) === folder;
  } catch {
    return false;
  }
}
