/** Sensor: what the words at a changed function promise, in sentences, and its answers do not keep. */
import type { Finding } from "../../../core/finding.ts";
import { descriptionsIn } from "../../../words/documented.ts";
import {
  parametersIn,
  promisesIn,
  soundOn,
  type Outcome,
  type Pledge,
  type Promised,
  type Seen,
} from "../../../words/promises.ts";
import { sentencesNaming } from "../../../words/sentences.ts";
import { readCalls } from "./calls.ts";
import { bothSides, callOf, pairsOf, toldOf, type Answer, type Pair } from "./probing.ts";
import { textOn } from "./patch.ts";
import { callsOf } from "./relations.ts";
import { green, type Sensor, type Subject } from "./sensor.ts";

function cameOf({ data, outcome: [kind] }: Answer): Outcome | undefined {
  if (kind === "error" || kind === "accident") return { type: "raised" };
  if (data?.gave !== undefined) return { type: "value", value: data.gave };
  return data && { type: kind === "nothing" ? "nothing" : "other" };
}

const seenIn = (answer: Answer): Seen => ({
  given: answer.data?.given ?? [],
  came: cameOf(answer),
  touched: answer.touched,
});

/** What is promised of a file's functions: by the words at them as they were, and by the sentences of the README that name them. */
function promisedIn(
  { patch }: Subject,
  file: string,
  names: ReadonlySet<string>,
): ReadonlyMap<string, Promised> {
  const text = textOn(patch, "before", file) ?? "";
  const readme = ["README.md", "readme.md", "README"]
    .map((one) => textOn(patch, "before", one))
    .find(Boolean);
  const described = descriptionsIn(text, file.endsWith(".py") ? "python" : "javascript");
  return new Map(
    [...names].map((name) => {
      const words = described.find((one) => one.name === name)?.words ?? "";
      const beside = readme === undefined ? [] : sentencesNaming(readme, name);
      return [name, promisesIn([words, ...beside].join("\n\n"), parametersIn(text, name))];
    }),
  );
}

type Told = boolean | undefined;

/** A promise, as it is held against answers. */
interface Held {
  readonly sentence: string;
  readonly kind: Pledge["kind"] | "alike";
  readonly kept: (answer: Answer) => Told;
}

/** Promises that the tests' own answers keep after the change. */
function heldIn({ pledges, likenesses }: Promised, pairs: readonly Pair[]): Held[] {
  const own = pairs.map(({ after }) => after);
  // No test asks what a call does to what it is given: there the original is the measure.
  const seen = pairs.map(({ before, after }) => ({ ...seenIn(after), touched: before.touched }));
  const sound = soundOn(pledges, seen).map((pledge): Held => ({
    sentence: pledge.sentence,
    kind: pledge.kind,
    kept: (answer) => pledge.kept(seenIn(answer)),
  }));
  const alike = likenesses.map(({ sentence, relation }): Held => {
    const kept = ({ relations }: Answer): Told => {
      const told = Object.keys(relations).flatMap((name) => (relation.test(name) ? [relations[name]] : []));
      return told.length === 0 ? undefined : told.every((one) => one !== false);
    };
    return { sentence, kind: "alike", kept };
  });
  const shown = alike.filter(({ kept }) => {
    const told = own.map((answer) => kept(answer));
    return told.some((one) => one === true) && told.every((one) => one !== false);
  });
  return [...sound, ...shown];
}

/** The call and what came of it, in words. */
function whatOf(file: string, { before, after }: Pair, kind: Held["kind"], isNew: boolean): string {
  const call = `${callOf(after)} in ${file}`;
  if (kind === "harmless") return `${call} changes what it is given${isNew ? ", and did not" : " as before"}`;
  if (kind === "alike")
    return `${call} comes to ${toldOf(after)}, which another call that must agree with it does not bear out${isNew ? " any more" : ""}`;
  return `${call} comes to ${toldOf(after)}${isNew ? `, and came to ${toldOf(before)}` : " as before"}`;
}

/** The signs that a function's pairs of answers are of, one a sentence. Pure. */
export function promiseSigns(file: string, pairs: readonly Pair[], promised: Promised): Finding[] {
  const { own, near } = callsOf(pairs);
  const found = new Map<string, Finding>();
  for (const { sentence, kind, kept } of heldIn(promised, own)) {
    // What is said by name is meant, however odd; what is said of all is meant of what is usual.
    const asked = kind === "general" || kind === "alike" ? near : pairs;
    const broken = asked.filter(({ after }) => kept(after) === false);
    const fresh = broken.find(({ before }) => kept(before) !== false);
    // What neither keeps is of the bug where the red tests' own calls broke it, and else nobody's concern.
    const halved = own.some(({ before }) => kept(before) === false) ? broken[0] : undefined;
    const pair = fresh ?? halved;
    if (!pair || found.has(sentence)) continue;
    found.set(sentence, {
      sensor: "promised",
      severity: "warning",
      message: `${whatOf(file, pair, kind, fresh !== undefined)}; the words at ${pair.after.name} say: ${JSON.stringify(sentence)}`,
      location: { file },
      sign: fresh ? "breaks-promise" : "keeps-breach",
    });
  }
  return [...found.values()];
}

export const promisedSensor: Sensor = {
  name: "promised",
  cost: "fast",
  covers:
    "what docstrings, comments and the README promise in sentences of exported functions that changed, and that tests call with values",
  confidence: "likely",
  blind: [
    "sentences of other forms than it knows: it is silent where it does not understand all of one",
    "methods and classes, and answers that JSON has not",
  ],
  async run(subject) {
    const findings: Finding[] = [];
    for (const file of subject.sources.filter((each) => /\.(?:[cm]?[jt]s|py)$/.test(each))) {
      const calls = readCalls(subject, file);
      if (!calls) continue;
      const promised = promisedIn(subject, file, new Set(calls.calls.map(([name]) => name)));
      if ([...promised.values()].every((one) => one.pledges.length + one.likenesses.length === 0)) continue;
      const sides = await bothSides(subject, calls);
      const pairs = sides ? pairsOf(sides) : [];
      for (const [name, own] of Map.groupBy(pairs, ({ before }) => before.name)) {
        const known = promised.get(name);
        if (known) findings.push(...promiseSigns(file, own, known).slice(0, 2));
      }
    }
    return { ...green, findings };
  },
};
