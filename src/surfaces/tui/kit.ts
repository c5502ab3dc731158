/** What comes from the component kit: an editor, Markdown, keys and widths; no other file imports it. */
import {
  CURSOR_MARKER,
  Editor,
  Markdown,
  matchesKey,
  setCapabilityOverrides,
  StdinBuffer,
  truncateToWidth,
  visibleWidth,
  wrapTextWithAnsi,
  type AutocompleteProvider,
  type KeyId,
  type TUI,
} from "@earendil-works/pi-tui";
import type { Style } from "../style.ts";

export type Completer = AutocompleteProvider;
export type TextEditor = Pick<
  Editor,
  | "render"
  | "handleInput"
  | "getText"
  | "getExpandedText"
  | "setText"
  | "insertTextAtCursor"
  | "addToHistory"
  | "isShowingAutocomplete"
>;

/** Where the caret is in a row. */
export const caret = CURSOR_MARKER;

// A link would be told by its words alone: its target is to be read.
setCapabilityOverrides({ hyperlinks: false, images: null });

/** Columns that a text takes; tabs count as they are drawn in `row`. */
export const width = (text: string): number => visibleWidth(text);

/** A text in rows of so many columns, its colours kept. */
export const wrap = (text: string, columns: number): readonly string[] =>
  wrapTextWithAnsi(text.replaceAll("\t", "    "), Math.max(1, columns));

/** A line in rows of so many columns, the later ones set in below the first. */
export function hang(line: string, columns: number): readonly string[] {
  if (width(line) <= columns) return [line];
  const indent = (/^ */.exec(stripped(line))?.[0].length ?? 0) + 2;
  const [first = "", ...rest] = wrap(line, columns - indent);
  return [first, ...rest.map((row) => " ".repeat(indent) + row)];
}

// oxlint-disable-next-line no-control-regex -- colours before the first letter
const stripped = (line: string): string => line.replaceAll(/\u{1b}\[[\d;]*m/gu, "");

/** The start of a text in so many columns. */
export const cut = (text: string, columns: number): string =>
  truncateToWidth(text.replaceAll("\t", "    "), Math.max(1, columns), "…");

/** Whether what a terminal sent is this key, in whichever way it says so. */
export const isKey = (data: string, key: KeyId): boolean => matchesKey(data, key);

export interface Keys {
  feed(data: string | Buffer): void;
  close(): void;
}

/** Puts keys together from pieces; a lone Esc is one after `patience` milliseconds. */
export function readKeys(
  patience: number,
  heard: { readonly key: (data: string) => void; readonly paste: (text: string) => void },
): Keys {
  const buffer = new StdinBuffer({ escapeTimeout: patience });
  buffer.on("data", heard.key);
  buffer.on("paste", heard.paste);
  return { feed: (data) => buffer.process(data), close: () => buffer.destroy() };
}

const same = (text: string): string => text;

const border = "\0";

/** Rows as wide as the terminal are broken when it becomes narrower; only what is hidden is told. */
class Borderless extends Editor {
  protected override renderTopBorder(columns: number, hidden: number): string {
    return hidden > 0 ? super.renderTopBorder(Math.min(columns, 30), hidden) : border;
  }

  protected override renderBottomBorder(columns: number, hidden: number): string {
    return hidden > 0 ? super.renderBottomBorder(Math.min(columns, 30), hidden) : border;
  }

  override render(columns: number): string[] {
    return super.render(columns).filter((row) => row !== border);
  }
}

/** An editor of several lines. `changed` asks for a new frame, `size` is the terminal's. */
export function createEditor(given: {
  readonly style: Style;
  readonly changed: () => void;
  readonly rows: () => number;
  readonly columns: () => number;
  readonly completer: Completer;
  readonly submit: (text: string) => void;
}): TextEditor {
  const { style, changed, rows, columns } = given;
  const host = {
    requestRender: changed,
    terminal: {
      get rows() {
        return rows();
      },
      get columns() {
        return columns();
      },
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that an editor takes of its host; test/surfaces/tui/composer.test.ts would see more
  const editor = new Borderless(host as unknown as TUI, {
    borderColor: style.dim,
    selectList: {
      selectedPrefix: style.accent,
      selectedText: style.accent,
      description: style.dim,
      scrollInfo: style.dim,
      noMatch: style.dim,
    },
  });
  editor.focused = true;
  editor.setAutocompleteProvider(given.completer);
  editor.onSubmit = given.submit;
  return editor;
}

/** A piece of Markdown as lines of at most so many columns. The source must be sanitized. */
export function renderMarkdown(source: string, columns: number, style: Style): readonly string[] {
  const sgr = (open: number, close: number) => (text: string) =>
    style.bold("x") === "x" ? text : `\u{1b}[${open}m${text}\u{1b}[${close}m`;
  const theme = {
    heading: style.bold,
    link: sgr(4, 24),
    linkUrl: style.dim,
    code: style.accent,
    codeBlock: same,
    codeBlockBorder: style.dim,
    quote: style.dim,
    quoteBorder: style.dim,
    hr: style.dim,
    listBullet: same,
    bold: style.bold,
    italic: sgr(3, 23),
    strikethrough: sgr(9, 29),
    underline: sgr(4, 24),
  };
  const options = { preserveOrderedListMarkers: true, preserveBackslashEscapes: false, renderLatex: false };
  const markdown = new Markdown(source, 0, 0, theme, undefined, options);
  return markdown.render(Math.max(10, columns)).map((line) => line.trimEnd());
}
