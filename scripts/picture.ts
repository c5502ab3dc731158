/** A screen as a terminal holds it, with its colours, as an SVG picture. */
import xterm from "@xterm/headless";

const cell = { width: 8.4, height: 18 };
const margin = 14;
const ink = "#d8dee9";
const ground = "#1e222a";
const palette = ["#4c566a", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d8dee9"];

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Draws lines with SGR sequences, as `tmux capture-pane -e -p` gives them. */
export async function drawScreen(text: string, columns: number): Promise<string> {
  const lines = text.trimEnd().split("\n");
  const terminal = new xterm.Terminal({ cols: columns, rows: lines.length + 1, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(lines.join("\r\n"), resolve));
  const rows = lines.map((_line, row) => drawRow(terminal, row, columns));
  const [width, height] = [columns * cell.width + 2 * margin, lines.length * cell.height + 2 * margin];
  terminal.dispose();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.round(width)} ${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`,
    `<rect width="100%" height="100%" rx="8" fill="${ground}"/>`,
    ...rows.filter((row) => row !== ""),
    "</svg>",
    "",
  ].join("\n");
}

interface Run {
  readonly column: number;
  readonly look: string;
  text: string;
  columns: number;
}

/** Neighbours that look the same are one text of a given length, so that columns stay below each other in any font. */
function drawRow(terminal: InstanceType<typeof xterm.Terminal>, row: number, columns: number): string {
  const line = terminal.buffer.active.getLine(row);
  const runs: Run[] = [];
  for (let column = 0; column < columns; column += 1) {
    const at = line?.getCell(column);
    if (!at || at.getWidth() === 0) continue;
    const letters = at.getChars() || " ";
    const color = at.isFgPalette() ? (palette[at.getFgColor() % 8] ?? ink) : ink;
    const look = `fill="${color}"${at.isBold() ? ' font-weight="bold"' : ""}${at.isDim() ? ' opacity="0.6"' : ""}`;
    const last = runs.at(-1);
    if (
      last?.look === look &&
      at.getWidth() === 1 &&
      last.column + last.columns === column &&
      last.columns === last.text.length
    ) {
      last.text += letters;
      last.columns += 1;
    } else runs.push({ column, look, text: letters, columns: at.getWidth() });
  }
  const y = margin + row * cell.height + 14;
  return runs
    .filter(({ text }) => text.trim() !== "")
    .map(({ column, look, text, columns: wide }) => {
      const x = (margin + column * cell.width).toFixed(1);
      const length = (wide * cell.width).toFixed(1);
      return `<text x="${x}" y="${y}" ${look} textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escape(text)}</text>`;
    })
    .join("");
}
