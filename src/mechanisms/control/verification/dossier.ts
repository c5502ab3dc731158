/** What a reviewer is given to read: the change, the programs it is in and those beside them, the README, and the tests. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { textOn, type Side } from "../sensors/patch.ts";
import { isTest } from "../sensors/protected.ts";
import { isProgram } from "../sensors/tokens.ts";
import type { Reading } from "./subject.ts";

/** Characters of one text, and of all together: what does not fit is named and left out. Texts, and programs beside the changed ones, at most. */
const limits = { text: 24_000, all: 90_000, texts: 60, besides: 30 };

/** Milliseconds for one diff; what takes longer is read as it is now. */
const timeout = 1000;

/** As Markdown, what matters most first. */
export async function dossierOf(reading: Reading, shown: (file: string) => boolean): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import("diff");
  const { patch, sources, tests } = reading;
  const changed = patch.files.filter(shown);
  const on = (side: Side, file: string): string => textOn(patch, side, file) ?? "";
  const now = (file: string): string => on("after", file);
  const parts: [title: string, text: string][] = [
    ...changed.map((file): [string, string] => [
      `The change of ${file}`,
      createTwoFilesPatch(file, file, on("before", file), now(file), "before", "after", {
        context: 6,
        headerOptions: FILE_HEADERS_ONLY,
        timeout,
      }) ?? "",
    ]),
    ...sources
      .filter((file) => shown(file) && isProgram(file))
      .map((file): [string, string] => [`${file} as it is now`, now(file)]),
    ...["README.md", "README.rst", "README"]
      .filter((file) => shown(file) && !changed.includes(file))
      .map((file): [string, string] => [file, now(file)]),
    ...[...tests]
      .filter(([file]) => shown(file))
      .map(([file, text]): [string, string] => [`${file} as it was`, text]),
    ...besides(reading)
      .filter(shown)
      .map((file): [string, string] => [file, now(file)]),
  ];
  let left = limits.all;
  const told = parts.slice(0, limits.texts).flatMap(([title, text]) => {
    if (text === "") return [];
    const fits = text.length <= Math.min(limits.text, left);
    if (fits) left -= text.length;
    return [`# ${title}\n\n${fits ? fenced(text) : `(left out: ${text.length} characters)`}`];
  });
  return told.join("\n\n");
}

/** Programs that lie beside the changed ones and did not change. */
function besides({ patch, sources, tests }: Reading): string[] {
  const folders = [...new Set(sources.filter(isProgram).map((file) => path.dirname(file)))];
  return folders
    .flatMap((folder) => namesIn(path.join(patch.root, folder)).map((name) => path.join(folder, name)))
    .filter((file) => isProgram(file) && !isTest(file) && !patch.files.includes(file) && !tests.has(file))
    .slice(0, limits.besides);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

/** In a fence that the text itself does not end. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text.trimEnd()}\n${fence}`;
}
