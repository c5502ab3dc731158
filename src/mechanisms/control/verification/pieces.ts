/** Whether each piece of a change is needed: without it the tests notice, or else nothing may come out otherwise. */
import type { Coverage } from "../../../core/evidence.ts";
import type { Finding } from "../../../core/finding.ts";
import { hunksOf, linesOf, placeOf, runsOf, type Hunk } from "../sensors/hunks.ts";
import { textOn, type Patch } from "../sensors/patch.ts";
import { isProgram, tokenize } from "../sensors/tokens.ts";
import type { Telling } from "./contrast.ts";
import { narrowings } from "./narrowings.ts";
import { createAttempt, type Attempt } from "./attempt.ts";
import type { Contrast, Show, Variant } from "./nearby.ts";
import { createStrays } from "./strays.ts";
import type { Reading } from "./subject.ts";
import { letLoose, type Work } from "./work.ts";

interface Given {
  /** The change, with the tests that it brings. */
  readonly show: Show;
  readonly coverage: Coverage;
}

/** Pieces that are tried with those into which they fall, and conditions. */
const limit = { pieces: 16, conditions: 4 } as const;

/** All that changed in one place, or a part of what a test asks for: a run of words, or a line. */
type Share = "whole" | "part" | "line";

interface Piece extends Hunk {
  readonly share: Share;
}

const as =
  (share: Share) =>
  ({ file, from, to, without }: Hunk): Piece => ({ file, from, to, without, share });

/**
 * Takes back one piece at a time. What no test notices and yet changes what comes out is unasked for, as far as anybody can tell. Gives the
 * coverage without lines that only neighbours of the tests run, and that change nothing there.
 */
export async function tryPieces(work: Work, { show, coverage }: Given): Promise<Coverage> {
  const { patch, sources } = work.reading;
  const attempt = createAttempt(work, show);
  const hunks = (await hunksOf(patch, sources.filter(isProgram))).filter((hunk) => says(hunk, patch));
  let left = coverage;
  const pieces: Piece[] = hunks.length > 1 ? hunks.map(as("whole")) : [];
  if (hunks.length === 1) pieces.push(...(await finer(hunks, patch)));
  const tried = new Set<string>();
  const strays = createStrays(work);
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (!piece) break;
    if (tried.size >= limit.pieces || !attempt.affords()) {
      const rest = pieces.slice(at, at + 4).map(placeOf);
      work.untried.push(`whether the change is needed at ${[...new Set(rest)].join(", ")}`);
      strays.tell();
      return left;
    }
    if (tried.has(piece.without)) continue;
    tried.add(piece.without);
    const whole = piece.share === "whole";
    const contrast = await attempt.try({
      on: `the change, without ${placeOf(piece)}`,
      file: piece.file,
      text: piece.without,
    });
    // Where it changes what comes out, that is told already.
    if (whole && (contrast === "noticed" || differenceIn(contrast) === undefined))
      strays.add(piece, contrast === "noticed");
    if (contrast === "noticed") {
      if (whole) pieces.push(...(await finer([piece], patch)));
    } else if (whole) left = unnoticed(work, { hunk: piece, tried: contrast, left, now: attempt.now() });
    else if (differenceIn(contrast) !== undefined && contrast?.asked === undefined)
      // A part that keeps what red tests ask for elsewhere, too, is asked for.
      letLoose(work, {
        finding: unneeded(piece, { ...differenceIn(contrast), unrun: false, share: piece.share }),
        file: piece.file,
        text: piece.without,
      });
  }
  strays.tell();
  await tryConditions(work, attempt);
  if (attempt.affords()) work.findings.push(...(await attempt.crash()));
  return left;
}

/** Says what a piece comes to that no test notices; the coverage without it, where it ran near the tests and did no harm. */
function unnoticed(
  work: Work,
  {
    hunk,
    tried,
    left,
    now,
  }: {
    readonly hunk: Hunk;
    readonly tried: Contrast | undefined;
    readonly left: Coverage;
    readonly now: Telling | undefined;
  },
): Coverage {
  const difference = differenceIn(tried);
  // What runs near the tests and changes nothing there, or keeps what was, is not what nobody has ever seen run.
  const ran = reached(hunk, now) || (tried?.left ?? tried?.spared) !== undefined;
  const coverage = tried !== undefined && difference === undefined && ran ? withoutLines(left, hunk) : left;
  const finding = unneeded(hunk, { ...difference, unrun: isUnrun(hunk, coverage), share: "whole" });
  letLoose(work, { finding, file: hunk.file, text: hunk.without });
  return coverage;
}

/** Leaves out conditions that the change brought: one that no test asks for, and that keeps what was wrong, makes half a repair. */
async function tryConditions(work: Work, attempt: Attempt): Promise<void> {
  const { reading, untried } = work;
  for (const { file, line, what, text } of conditionsIn(reading).slice(0, limit.conditions)) {
    if (!attempt.affords()) {
      untried.push(`whether the condition ${what} is needed`);
      return;
    }
    const tried = await attempt.try({ on: `the change, without ${what}`, file, text });
    // One that keeps elsewhere what red tests ask for is asked for.
    if (tried === "noticed" || tried?.left === undefined || tried.asked !== undefined) continue;
    const finding: Finding = {
      sensor: "pieces",
      severity: "warning",
      message: `${file}:${line}: no test asks for the condition ${what}, and with it ${tried.left} is as it was: add a test that does, or leave it out`,
      location: { file, line },
      sign: "narrowed",
    };
    letLoose(work, { finding, file, text });
  }
}

function conditionsIn({
  patch,
  sources,
  lines,
}: Reading): readonly (Variant & { readonly line: number; readonly what: string })[] {
  return sources.filter(isProgram).flatMap((file) => {
    const [was, is] = [textOn(patch, "before", file), textOn(patch, "after", file)];
    if (was === undefined || is === undefined) return [];
    const added = new Set((lines.get(file)?.added ?? []).map(({ line }) => line));
    return narrowings(file, { was, is }, added).map(({ line, what, text }) => ({
      file,
      line,
      what,
      text,
      on: what,
    }));
  });
}

/** The runs of words of which pieces consist, where there are several, and their lines. */
async function finer(hunks: readonly Hunk[], patch: Patch): Promise<readonly Piece[]> {
  const all = hunks.map(async (hunk): Promise<readonly Piece[]> => {
    const is = textOn(patch, "after", hunk.file) ?? "";
    const [runs, lines] = [await runsOf(hunk, is), await linesOf(hunk, is)];
    return runs.map(as("part")).concat(lines.map(as("line")));
  });
  return (await Promise.all(all)).flat();
}

/** False for a piece of comments, blanks and line ends alone. */
function says({ file, without }: Hunk, patch: Patch): boolean {
  const words = (text: string): string =>
    tokenize(text, file)
      .flatMap(({ type, text: word }) => (type === "newline" ? [] : [word]))
      .join(" ");
  return words(without) !== words(textOn(patch, "after", file) ?? "");
}

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

interface Difference {
  readonly different: string;
  /** True where what comes out is another thing than the original's, too, with the piece taken back. */
  readonly mixed: boolean;
}

function differenceIn(tried: Contrast | undefined): Difference | undefined {
  if (tried?.brought !== undefined) return { different: tried.brought, mixed: false };
  return tried?.mixed === undefined ? undefined : { different: tried.mixed, mixed: true };
}

function unneeded(
  hunk: Hunk,
  {
    different,
    mixed,
    unrun,
    share,
  }: Partial<Difference> & { readonly unrun: boolean; readonly share: Share },
): Finding {
  const location = { file: hunk.file, line: hunk.from };
  const base = { sensor: "pieces", severity: "warning", location } as const;
  const back = "no test notices when it is taken back";
  if (different !== undefined)
    return {
      ...base,
      message: `${share === "whole" ? "" : "a part of "}${placeOf(hunk)} changes what comes out near ${different}, and ${back}: add a test that does, or take it back`,
      sign: `${share === "whole" ? "unasked" : `unasked-${share}`}${mixed === true ? "-mixed" : ""}`,
    };
  if (unrun)
    return {
      ...base,
      message: `no test runs ${placeOf(hunk)}, and ${back}: add a test that does, or take it back`,
      sign: "unrun",
    };
  return {
    ...base,
    severity: "note",
    message: `${placeOf(hunk)}: ${back}`,
    sign: "unneeded",
  };
}
