/** The model's words as they come: finished parts are lasting lines, the rest is drawn over. */
import { Sanitizer } from "../sanitize.ts";
import type { Style } from "../style.ts";
import { Blocks, type Block } from "./blocks.ts";
import type { Highlighter } from "./highlight.ts";
import { renderMarkdown } from "./kit.ts";

/** Of a part that is not finished, so many of its last characters are drawn. */
const drawn = 4_000;

export class Prose {
  readonly #style: Style;
  readonly #highlighter: Highlighter;
  #sanitizer = new Sanitizer();
  #blocks = new Blocks();
  /** Something was said that is not blank. */
  #begun = false;
  #blank = false;

  constructor(style: Style, highlighter: Highlighter) {
    this.#style = style;
    this.#highlighter = highlighter;
  }

  /** True between the first word and the end. */
  get begun(): boolean {
    return this.#begun;
  }

  /** The lines that these words finish. */
  push(words: string, columns: number): readonly string[] {
    return this.#paint(this.#blocks.push(this.#sanitizer.push(words)), columns);
  }

  /** What is not finished, for the rows at the foot. */
  tail(columns: number): readonly string[] {
    const block = this.#blocks.tail();
    if (!block) return [];
    const shown = block.type === "prose" ? { ...block, text: block.text.slice(-drawn) } : block;
    return this.#lines(shown, columns);
  }

  /** The reply has ended, or was cut off. */
  end(columns: number): readonly string[] {
    const lines = this.#paint(this.#blocks.end(), columns);
    this.#sanitizer = new Sanitizer();
    this.#blocks = new Blocks();
    this.#begun = false;
    this.#blank = false;
    return lines;
  }

  /** One blank line between parts, and none before the first or after the last. */
  #paint(blocks: readonly Block[], columns: number): readonly string[] {
    return blocks.flatMap((block) => {
      if (block.type === "blank") {
        this.#blank = this.#begun;
        return [];
      }
      const gap = this.#begun && !this.#blank ? [] : [""];
      this.#begun = true;
      this.#blank = false;
      return [...gap, ...this.#lines(block, columns)];
    });
  }

  #lines(block: Block, columns: number): readonly string[] {
    if (block.type === "blank") return [];
    if (block.type === "prose") return renderMarkdown(block.text, columns, this.#style);
    if (block.fence) return [this.#style.dim(block.line)];
    return this.#highlighter.paint(block.line, block.language).map((line) => `  ${line}`);
  }
}
