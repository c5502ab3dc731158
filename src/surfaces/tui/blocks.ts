/** Markdown that comes in pieces, as parts that are finished and one that is not. */

export type Block =
  /** A paragraph, a list, a table, a heading: up to the next blank line. */
  | { readonly type: "prose"; readonly text: string }
  | { readonly type: "blank" }
  /** A line in a fence, or the fence's own first or last line. */
  | { readonly type: "code"; readonly line: string; readonly language: string; readonly fence: boolean };

/** Prose that has no end in sight is finished at a line's end when it is so long. */
const longest = 16_000;

const fenceOf = /^\s*(`{3,}|~{3,})\s*([^\s`]*)[^`]*$/;

/** However a text is cut into pieces, the blocks are the same. */
export class Blocks {
  #line = "";
  #prose = "";
  #fence: { readonly mark: string; readonly language: string } | undefined;

  /** The parts that this piece finishes. */
  push(piece: string): readonly Block[] {
    const lines = (this.#line + piece).split("\n");
    this.#line = lines.pop() ?? "";
    return lines.flatMap((line) => this.#take(line));
  }

  /** What is there of the part that is not finished. */
  tail(): Block | undefined {
    if (this.#fence)
      return this.#line === "" ? undefined : { ...code(this.#line, this.#fence.language), fence: false };
    const text = this.#prose + this.#line;
    return text.trim() === "" ? undefined : { type: "prose", text };
  }

  /** No more will come: what is not finished is. */
  end(): readonly Block[] {
    const line = this.#line;
    this.#line = "";
    const last = line === "" ? [] : this.#take(line);
    this.#fence = undefined;
    return [...last, ...this.#finish()];
  }

  #take(line: string): readonly Block[] {
    const fence = this.#fence;
    if (fence) {
      const closing = line.trim();
      const closes = closing.startsWith(fence.mark) && closing.replaceAll(fence.mark.charAt(0), "") === "";
      if (closes) this.#fence = undefined;
      return [{ ...code(line, fence.language), fence: closes }];
    }
    const opened = fenceOf.exec(line);
    if (opened) {
      const [, mark = "", language = ""] = opened;
      this.#fence = { mark, language };
      return [...this.#finish(), { ...code(line, language), fence: true }];
    }
    if (line.trim() === "") return [...this.#finish(), { type: "blank" }];
    this.#prose += `${line}\n`;
    return this.#prose.length > longest ? this.#finish() : [];
  }

  #finish(): readonly Block[] {
    const text = this.#prose;
    this.#prose = "";
    return text === "" ? [] : [{ type: "prose", text }];
  }
}

const code = (line: string, language: string) => ({ type: "code", line, language }) as const;
