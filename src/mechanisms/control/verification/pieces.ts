/** Whether each piece of a change is needed: without it the tests notice, or else nothing may come out otherwise. */
import type { Coverage } from "../../../core/evidence.ts";
import type { Finding } from "../../../core/finding.ts";
import { hunksOf, type Hunk } from "../sensors/hunks.ts";
import { titleOf } from "../sensors/neighbours.ts";
import { textOn, type Patch, type Shown, type Side } from "../sensors/patch.ts";
import { isProgram, tokenize } from "../sensors/tokens.ts";
import { differences, readNeighbours, tell, type Neighbours, type Telling, type Told } from "./contrast.ts";
import { askedLines } from "./covered.ts";
import type { Work } from "./work.ts";

interface Given {
  /** The change, with the tests that it brings. */
  readonly show: (file: string) => Side | Shown;
  readonly coverage: Coverage;
}

/** Pieces that are tried. */
const limit = 8;

/**
 * Takes back one piece at a time. What no test notices and yet changes what comes out is unasked for, as far as anybody can tell. Gives the
 * coverage without lines that only neighbours of the tests run, and that change nothing there.
 */
export async function tryPieces(work: Work, { show, coverage }: Given): Promise<Coverage> {
  const { reading, bench, findings, untried } = work;
  const { patch, sources, before } = reading;
  const hunks = (await hunksOf(patch, sources.filter(isProgram))).filter((hunk) => says(hunk, patch));
  if (hunks.length < 2) return coverage;
  let left = coverage;
  let near: Near | undefined;
  for (const [at, hunk] of hunks.entries()) {
    if (at >= limit || !bench.affords(before.milliseconds)) {
      untried.push(
        `whether the change is needed at ${hunks
          .slice(at, at + 4)
          .map(place)
          .join(", ")}`,
      );
      return left;
    }
    const { mode } = patch.read("after", hunk.file) ?? { mode: 0o644 };
    const bytes = new TextEncoder().encode(hunk.without);
    const without = {
      on: `the change, without ${place(hunk)}`,
      experiment: true,
      show: (file: string): Side | Shown => (file === hunk.file ? { bytes, mode } : show(file)),
    };
    const run = await bench.run(without);
    if (!run.ended || run.exit !== 0) continue;
    near ??= await around(work, show);
    const other = near.neighbours && near.now ? await tell(bench, near.neighbours, without) : undefined;
    const different = other && (await differing(other.told, near, work, show));
    // What runs near the tests and changes nothing there is not what nobody has ever seen run.
    const harmless = other !== undefined && different === undefined && reached(hunk, near.now);
    if (harmless) left = withoutLines(left, hunk);
    findings.push(unneeded(hunk, { different, unrun: isUnrun(hunk, left) }));
  }
  return left;
}

/** The tests' neighbours, and what they come to with the whole change. */
interface Near {
  readonly neighbours: Neighbours | undefined;
  readonly now: Telling | undefined;
}

async function around({ reading, bench, untried }: Work, show: Given["show"]): Promise<Near> {
  const neighbours = await readNeighbours(reading);
  const asked = askedLines(reading);
  const now = neighbours && (await tell(bench, neighbours, { on: "the change", show, asked }));
  if (!now) untried.push("inputs near those of the tests: there are none that could be run");
  return { neighbours, now };
}

/** A neighbour that comes out otherwise without the piece, and the same each time with it. */
async function differing(
  told: Told,
  { neighbours, now }: Near,
  { bench }: Work,
  show: Given["show"],
): Promise<string | undefined> {
  const names = now ? differences(told, now.told) : [];
  if (names.length === 0 || !neighbours || !now) return undefined;
  const again = await tell(bench, neighbours, { on: "the change, again", show });
  return again && names.find((name) => again.told.get(name) === now.told.get(name));
}

/** False for a piece of comments, blanks and line ends alone. */
function says({ file, without }: Hunk, patch: Patch): boolean {
  const words = (text: string): string =>
    tokenize(text, file)
      .flatMap(({ type, text: word }) => (type === "newline" ? [] : [word]))
      .join(" ");
  return words(without) !== words(textOn(patch, "after", file) ?? "");
}

const place = ({ file, from, to }: Hunk): string => `${file}:${from}${to > from ? `-${to}` : ""}`;

/** True when no test runs any line of the piece that the coverage tells of, and it tells of some. */
function isUnrun({ file, from, to }: Hunk, { missed }: Coverage): boolean {
  const lines = missed.find((each) => each.file === file)?.lines ?? [];
  return lines.some((line) => line >= from && line <= to);
}

/** True when a test, or a neighbour of one, runs a line of the piece. */
function reached({ file, from, to }: Hunk, now: Telling | undefined): boolean {
  const ran = now?.ran?.find((each) => each.file === file)?.ran ?? [];
  return ran.some((line) => line >= from && line <= to);
}

/** The coverage without the lines of a piece that nothing ran. */
function withoutLines(coverage: Coverage, { file, from, to }: Hunk): Coverage {
  const missed = coverage.missed
    .map((each) =>
      each.file === file ? { file, lines: each.lines.filter((line) => line < from || line > to) } : each,
    )
    .filter(({ lines }) => lines.length > 0);
  return { ...coverage, missed };
}

function unneeded(
  hunk: Hunk,
  { different, unrun }: { readonly different: string | undefined; readonly unrun: boolean },
): Finding {
  const location = { file: hunk.file, line: hunk.from };
  const base = { sensor: "pieces", severity: "warning", location } as const;
  const back = "no test notices when it is taken back";
  if (different)
    return {
      ...base,
      message: `${place(hunk)} changes what comes out near ${titleOf(different)}, and ${back}: add a test that does, or take it back`,
      sign: "unasked",
    };
  if (unrun)
    return {
      ...base,
      message: `no test runs ${place(hunk)}, and ${back}: add a test that does, or take it back`,
      sign: "unrun",
    };
  return {
    ...base,
    severity: "note",
    message: `${place(hunk)}: ${back}`,
    sign: "unneeded",
  };
}
