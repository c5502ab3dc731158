/** A reviewer whose replies were recorded, found by what it is asked; a question that nobody has answered can be written down. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { noUsage } from "../../src/core/budget.ts";
import type { Model } from "../../src/core/model.ts";
import { corpus } from "./corpus.ts";

/** Beside the corpus, so that a figure can be made again without the model that gave it. */
const recorded = path.join(path.dirname(corpus), "reviews");

/** What sensors said, some of it by the clock, is no part of what a reply is found by. */
const questionIn = (text: string): string => text.split("\n\n# Evidence\n", 1)[0] ?? text;

/** A model for `judgePatch`; `unanswered` is called for what has no reply. With `asks`, such questions are written into that folder. */
export function createReviewer(asks: string | undefined, unanswered: () => void): Model {
  return {
    name: "recorded reviews",
    window: 1_000_000,
    output: 100_000,
    async reply({ system, messages }) {
      const text = messages.map((message) => ("text" in message ? message.text : "")).join("\n");
      const key = createHash("sha256")
        .update(`${system}\n\n${questionIn(text)}`)
        .digest("hex")
        .slice(0, 16);
      const reply = path.join(recorded, `${key}.md`);
      const known = existsSync(reply);
      if (!known) unanswered();
      if (!known && asks !== undefined) {
        mkdirSync(asks, { recursive: true });
        writeFileSync(path.join(asks, `${key}.md`), `${system}\n\n${text}\n`);
      }
      const said = known ? readFileSync(reply, "utf8") : "NOTHING";
      return { text: said, cells: [], usage: noUsage, finish: "stop" };
    },
  };
}
