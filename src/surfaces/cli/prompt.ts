/** What is said on stdin: a text, or a line of JSON for each turn. */
import { fstatSync } from "node:fs";
import { Fault } from "../../index.ts";
import { readControlRequest, type ControlRequest } from "./control-request.ts";

/** A pipe that stays silent for so long has nothing to say. Milliseconds. */
const patience = 3_000;

/** What to do. `piped`: below the words of the command line stands what came through a pipe. */
export interface Prompt {
  readonly text: string;
  readonly piped: boolean;
}

/** The task: the words of the command line, and below them what is piped in. Throws `Fault("bad_usage")` when there is neither. */
export async function readTask(given: {
  readonly task?: string;
  readonly print: boolean;
  readonly notice: (line: string) => void;
}): Promise<Prompt> {
  const { task, print, notice } = given;
  const piped = task !== undefined && !(print && isPipe()) ? "" : await readText(task !== undefined, notice);
  const whole = [task ?? "", piped].filter((part) => part.trim() !== "").join("\n\n");
  if (whole === "") throw new Fault("bad_usage", "no task was given", 'say what to do: tackle run "<task>"');
  return { text: whole, piped: task !== undefined && piped.trim() !== "" };
}

/** A pipe, a socket or a file; a terminal and /dev/null say nothing. */
function isPipe(): boolean {
  try {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isSocket() || stdin.isFile();
  } catch {
    return false; // stdin is closed
  }
}

async function readText(besides: boolean, notice: (line: string) => void): Promise<string> {
  if (process.stdin.isTTY) return "";
  const { text } = await import("node:stream/consumers");
  if (!besides) return (await text(process.stdin)).trim();
  // Whoever started us may have left a pipe open without meaning to write: only its first byte is waited for.
  const begun = await Promise.race([
    new Promise<true>((resolve) => void process.stdin.once("readable", () => resolve(true))),
    new Promise<false>((resolve) => setTimeout(resolve, patience, false).unref()),
  ]);
  if (begun) return (await text(process.stdin)).trim();
  process.stdin.unref?.();
  notice("nothing came on stdin; going on without it (</dev/null says so at once)");
  return "";
}

/** Who hears what comes on stdin beside the user's turns. */
export interface Besides {
  /** A line that is passed over, and why. */
  readonly notice: (line: string) => void;
  /** A request of the program that started us, at once, also while a turn is worked on. */
  readonly onRequest: (request: ControlRequest) => void;
}

/** The user's turns in `--input-format stream-json`: `{"type":"user","message":{"role":"user","content":"…"}}` a line. */
export async function* readTurns({ notice, onRequest }: Besides): AsyncGenerator<string> {
  const turns: string[] = [];
  let more = Promise.withResolvers<void>();
  let open = true;
  const hear = async (): Promise<void> => {
    for await (const line of lines(process.stdin)) {
      if (line.trim() === "") continue;
      const request = readControlRequest(line);
      const turn = request ? undefined : turnOf(line);
      if (request) onRequest(request);
      else if (turn === undefined)
        notice(`a line on stdin is no user message and is passed over: ${line.slice(0, 80)}`);
      else turns.push(turn);
      more.resolve();
    }
  };
  const heard = hear().finally(() => {
    open = false;
    more.resolve();
  });
  heard.catch(() => {}); // thrown below
  for (;;) {
    const turn = turns.shift();
    if (turn !== undefined) yield turn;
    else if (!open) return heard;
    else {
      await more.promise;
      more = Promise.withResolvers();
    }
  }
}

/** Lines end at a line feed alone: readline would also end them inside of texts. */
async function* lines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  yield rest;
}

/** The text of a user's message; undefined when the line is something else. */
export function turnOf(line: string): string | undefined {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (field(message, "type") !== "user") return undefined;
  const content = field(field(message, "message"), "content");
  if (typeof content === "string") return content.trim() === "" ? undefined : content;
  if (!Array.isArray(content)) return undefined;
  const texts = content
    .map((part: unknown) => field(part, "text"))
    .filter((text) => typeof text === "string");
  return texts.length === 0 ? undefined : texts.join("\n");
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
