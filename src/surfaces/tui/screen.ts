/** The face of a terminal that can be drawn over: what is said stays in the scrollback, and a few rows at its foot move. */
import type { Answer, Question } from "../../index.ts";
import type { Canvas } from "../canvas.ts";
import { paintAction } from "../paint-question.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Style } from "../style.ts";
import { approve, type During } from "./approval.ts";
import type { Composer } from "./composer.ts";
import type { Face } from "./face.ts";
import { Foot } from "./foot.ts";
import { createHighlighter } from "./highlight.ts";
import { hang } from "./kit.ts";
import { createLineField } from "./line-field.ts";
import { createPicker, type Panel } from "./picker.ts";
import { Prose } from "./prose.ts";
import { Region, type Output } from "./region.ts";
import { twice } from "./shortcuts.ts";

/** Lines of code and diff of an approval that go into the scrollback. */
const shown = 300;
/** Between two frames of what moves by itself. Milliseconds. */
const beat = 120;

export class Screen implements Face {
  readonly canvas: Canvas;
  readonly #style: Style;
  readonly #prose: Prose;
  readonly #foot: Foot;
  readonly #region: Region;
  readonly #notice: (words: string) => string;
  /** The last one has the keys. */
  readonly #panels: Panel[] = [];
  #beating: NodeJS.Timeout | undefined;
  #hinting: NodeJS.Timeout | undefined;

  /** `notice` says what to write so that the person comes back. */
  constructor(output: Output, style: Style, notice: (words: string) => string, reflows = false) {
    const highlighter = createHighlighter(style, () => this.#region.request());
    this.canvas = {
      style,
      get columns() {
        return output.columns - 1;
      },
      lines: 24,
      code: (code, language) => highlighter.paint(code, language),
    };
    this.#style = style;
    this.#notice = notice;
    this.#prose = new Prose(style, highlighter);
    this.#foot = new Foot(style, this.#prose);
    const rows = (columns: number, height: number): readonly string[] =>
      this.#foot.rows(this.#panels.at(-1), columns, height);
    this.#region = new Region(output, rows, reflows);
  }

  /** Puts the place at the foot where words are typed. */
  open(composer: Composer): void {
    this.#panels.unshift(composer);
    this.#region.flush();
    // The first cells shall have their colours.
    for (const language of ["typescript", "bash"]) this.canvas.code?.("", language);
  }

  key(data: string): void {
    this.#panels.at(-1)?.key(data);
  }

  paste(text: string): void {
    this.#panels.at(-1)?.paste?.(text);
  }

  /** Something of it looks different. */
  changed(): void {
    this.#region.request();
  }

  /** Says something at the foot for a moment. */
  hint(words: string): void {
    this.#foot.hint = words;
    clearTimeout(this.#hinting);
    this.#hinting = setTimeout(() => {
      this.#foot.hint = "";
      this.changed();
    }, twice);
    this.#hinting.unref();
    this.changed();
  }

  /** Lets somebody else have the terminal. */
  suspend(): void {
    this.#region.suspend();
  }

  resume(): void {
    this.#region.resume();
  }

  print(lines: readonly string[]): void {
    if (lines.length > 0) this.#region.commit(lines);
  }

  tell(lines: readonly string[]): void {
    this.print(lines.flatMap((line) => hang(line, this.canvas.columns)));
  }

  hear(words: string): void {
    this.print(this.#prose.push(words, this.canvas.columns));
    this.changed();
  }

  heard(): void {
    this.print(this.#prose.end(this.canvas.columns));
  }

  show(cell: string, output: string): void {
    this.#foot.show(cell, output);
    this.changed();
  }

  doing(activity: string): void {
    this.#foot.begin(activity);
    clearInterval(this.#beating);
    this.#beating = activity === "" ? undefined : setInterval(() => this.changed(), beat);
    this.changed();
  }

  meter(text: string): void {
    this.#foot.meter = text;
    this.changed();
  }

  waiting(words: readonly string[]): void {
    this.#foot.waiting = words;
    this.changed();
  }

  choose(title: string, labels: readonly string[]): Promise<number | undefined> {
    const [style, changed] = [this.#style, (): void => this.changed()];
    return this.#during((settle) => createPicker(title, labels, { style, settle, changed }));
  }

  ask(title: string, secret = false): Promise<string | undefined> {
    const [style, changed] = [this.#style, (): void => this.changed()];
    return this.#during((settle) => createLineField(title, { style, secret, settle, changed }));
  }

  approve(question: Question, signal: AbortSignal): Promise<Answer> {
    const [gap = "", head = "", ...rest] = paintAction(question, this.#style, shown);
    this.tell([gap, head]);
    this.print(rest);
    const ask: Face["ask"] = (title) => this.ask(title);
    return approve(question, signal, { style: this.#style, during: this.#during, ask });
  }

  call(words: string): void {
    this.#region.signal(this.#notice(sanitizeLine(words)));
  }

  close(): void {
    clearInterval(this.#beating);
    clearTimeout(this.#hinting);
    this.#region.close();
  }

  readonly #during: During = async (open) => {
    const settled = Promise.withResolvers<Parameters<Parameters<typeof open>[0]>[0]>();
    const panel = open(settled.resolve);
    this.#panels.push(panel);
    this.changed();
    try {
      return await settled.promise;
    } finally {
      this.#panels.splice(this.#panels.indexOf(panel), 1);
      this.changed();
    }
  };
}
