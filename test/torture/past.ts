/** What a session should be: a plain model of its cells, files and variables, without a journal. */
import type { Draft } from "../../src/core/cell.ts";

/** What one cell of a random session does. */
export interface Deed {
  readonly type: "write" | "append" | "python" | "delete" | "throw" | "count";
  readonly file: string;
}

type Files = Readonly<Record<string, string | undefined>>;

/** A cell that has run: what it touched, what it left, and the variables after it. */
interface Ran {
  readonly outcome: string;
  /** The file that it touched, what was there before and what it made of it. */
  readonly touched?: {
    readonly file: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
  };
  readonly count: number;
}

export interface Past {
  /** The cells of a step: first a look at all files, since who has looked is not told that somebody changed them. */
  cells(deeds: readonly Deed[], number: number): readonly Draft[];
  run(deeds: readonly Deed[], number: number): void;
  /** A person changes a file. */
  edit(file: string, text: string): void;
  files(): Files;
  outcomes(): readonly string[];
  /** The cell so many before the last; undefined when there is none. */
  place(back: number): { readonly cell: string; readonly index: number } | undefined;
  /** As it was when the cell of this index had run: what a person has changed since stays and is named. */
  rewound(index: number): { readonly past: Past; readonly left: readonly string[] };
  /** This past, which a rewind left for another, with what that one holds where it cannot be taken back. */
  takenBack(from: Past): Past;
  copy(): Past;
}

const look = "cat a.txt b.txt c.txt 2>/dev/null; true";
const empty: Files = { "a.txt": undefined, "b.txt": undefined, "c.txt": undefined };

export function createPast(): Past {
  return from([], empty);
}

function codeOf({ type, file }: Deed, number: number): Draft {
  switch (type) {
    case "write":
      return {
        language: "ts",
        code: `n += 1; await files.write("${file}", "written ${number} " + n + "\\n"); n`,
      };
    case "append":
      return { language: "sh", code: `echo appended ${number} >> ${file}` };
    case "python":
      return { language: "py", code: `open("${file}", "a").write("python ${number}\\n") and None` };
    case "delete":
      return { language: "sh", code: `rm -f ${file}` };
    case "throw":
      return {
        language: "ts",
        code: `n += 10; await files.write("${file}", "thrown ${number}\\n"); throw new Error("on purpose")`,
      };
    case "count":
      return { language: "ts", code: "[n, read(), kept.get('n')?.() === n]" };
  }
}

function from(before: readonly Ran[], there: Files): Past {
  const ran = [...before];
  const files = { ...there };

  const runDeed = ({ type, file }: Deed, number: number): void => {
    const last = ran.at(-1)?.count ?? 0;
    const old = files[file];
    const touch = (outcome: string, after: string | undefined, count = last): void => {
      files[file] = after;
      ran.push({ outcome, count, ...(old !== after && { touched: { file, before: old, after } }) });
    };
    if (type === "write") touch(String(last + 1), `written ${number} ${last + 1}\n`, last + 1);
    else if (type === "append") touch("ok", `${old ?? ""}appended ${number}\n`);
    else if (type === "python") touch("ok", `${old ?? ""}python ${number}\n`);
    else if (type === "delete") touch("ok", undefined);
    else if (type === "throw") touch("error", `thrown ${number}\n`, last + 10);
    else ran.push({ outcome: `[${last},${last},true]`, count: last });
  };

  return {
    cells: (deeds, number) => [
      { language: "sh", code: look },
      ...(ran.length === 0
        ? [
            {
              language: "ts" as const,
              code: "let n = 0; const read = () => n, kept = new Map([['n', () => n]]); n",
            },
          ]
        : []),
      ...deeds.map((deed) => codeOf(deed, number)),
    ],
    run(deeds, number) {
      const begun = ran.length > 0;
      ran.push({ outcome: "ok", count: ran.at(-1)?.count ?? 0 });
      if (!begun) ran.push({ outcome: "0", count: 0 });
      for (const deed of deeds) runDeed(deed, number);
    },
    edit: (file, text) => void (files[file] = text),
    files: () => ({ ...files }),
    outcomes: () => ran.map(({ outcome }) => outcome),
    place(back) {
      const index = ran.length - 1 - back;
      // The variables must be there for what comes after.
      return index < 1 || back < 1 ? undefined : { cell: `c${index + 1}`, index };
    },
    rewound(index) {
      const later = { ...files };
      const left: string[] = [];
      for (const file of Object.keys(empty)) {
        const touches = ran
          .slice(index + 1)
          .flatMap(({ touched }) => (touched?.file === file ? [touched] : []));
        const [first, last] = [touches[0], touches.at(-1)];
        if (!first || !last || first.before === last.after || files[file] === first.before) continue;
        if (files[file] === last.after) later[file] = first.before;
        else left.push(file);
      }
      return { past: from(ran.slice(0, index + 1), later), left };
    },
    takenBack(other) {
      const now = other.files();
      const shared = other.outcomes().length;
      const later = { ...now };
      for (const file of Object.keys(empty)) {
        const touches = ran.slice(shared).flatMap(({ touched }) => (touched?.file === file ? [touched] : []));
        const [first, last] = [touches[0], touches.at(-1)];
        if (first && last && now[file] === first.before) later[file] = last.after;
      }
      return from(ran, later);
    },
    copy: () => from(ran, files),
  };
}
