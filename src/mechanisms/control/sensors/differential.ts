/** Sensor: the original and the changed functions on the inputs of visible tests and on their neighbours. */
import type { Finding } from "../../../core/finding.ts";
import { broaderThanRivals } from "./broader.ts";
import { callsTo } from "./entries.ts";
import { partsParallel } from "./parallel.ts";
import { bothSides, callOf, differs, pairsOf, toldOf, type Pair } from "./probing.ts";
import { beyond, relationSigns } from "./relations.ts";
import { green, type Sensor } from "./sensor.ts";

/** What the pairs of outcomes are a sign of; one finding of each kind. Pure. */
function signsOf(file: string, pairs: readonly Pair[]): readonly Finding[] {
  const finding = (sign: string, { before, after }: Pair, words: string): Finding => ({
    sensor: "differential",
    severity: "warning",
    message: `${callOf(before)} in ${file} ${words}: ${toldOf(before)}, now ${toldOf(after)}`,
    location: { file },
    sign,
  });
  // A function that gave nothing elsewhere may give nothing here.
  const silent = new Set(
    pairs.flatMap(({ before }) => (before.outcome[0] === "nothing" ? [before.name] : [])),
  );
  // Of two lists that go together one alone was altered: that is no input that the function is for.
  const parted = partsParallel(pairs);
  // On numbers far beyond the tests' a right answer may take too long, too.
  const late = ({ before, after }: Pair): boolean =>
    after.outcome[1] === "Endless" &&
    beyond(pairs.filter((own) => own.before.turn === 0 && own.before.name === before.name))(before);
  const broken = pairs.find(
    (pair) =>
      pair.before.outcome[0] === "value" &&
      (pair.after.outcome[0] === "accident" ||
        (pair.after.outcome[0] === "nothing" && !silent.has(pair.before.name))) &&
      !parted(pair) &&
      !late(pair),
  );
  // Where a red test asked that an input be taken, others like it may well be.
  const asked = new Set(
    pairs.flatMap(({ before }) => (before.turn === 0 && before.outcome[0] === "error" ? [before.name] : [])),
  );
  const isTaken = ({ before, after }: Pair): boolean =>
    before.turn > 0 && before.outcome[0] === "error" && /^(?:value|nothing)$/.test(after.outcome[0]);
  const taken = pairs.find((pair) => isTaken(pair) && !asked.has(pair.before.name));
  const like = pairs.find((pair) => isTaken(pair) && asked.has(pair.before.name));
  const changed = new Set(
    pairs.filter((pair) => pair.before.turn === 0 && differs(pair)).map(({ before }) => before.call),
  );
  const around = pairs.filter(({ before }) => before.turn > 0 && changed.has(before.call));
  const [first] = around;
  const narrow = around.length >= 4 && !around.some(differs) ? first : undefined;
  const touched = pairs.find(({ before, after }) => after.touched && !before.touched);
  const tame = touched && !pairs.some(({ before }) => before.name === touched.before.name && before.touched);
  return [
    ...(tame ? [finding("mutates-input", touched, "changes what it is given, and did not")] : []),
    ...(broken ? [finding("breaks-neighbour", broken, "gave a value and does not any more")] : []),
    ...(taken ? [finding("accepts-wrong", taken, "was refused and is not any more")] : []),
    ...(like ? [finding("accepts-alike", like, "was refused and is not any more")] : []),
    ...(narrow
      ? [
          finding(
            "only-examples",
            narrow,
            `and ${around.length - 1} other inputs near a mended test come out as before`,
          ),
        ]
      : []),
  ];
}

export const differentialSensor: Sensor = {
  name: "differential",
  cost: "fast",
  covers:
    "exported functions of changed JavaScript, TypeScript and Python modules, and of those through which tests reach them, that tests call with literals, constants or each other's answers",
  confidence: "likely",
  blind: [
    "methods and classes",
    "inputs that a test computes",
    "effects: only what is given back is compared",
  ],
  async run(subject) {
    const findings: Finding[] = [];
    const untried: string[] = [];
    const all = new Map(
      subject.sources.flatMap((each) => callsTo(subject, each).map((calls) => [calls.file, calls])),
    );
    for (const [file, calls] of all) {
      const sides = await bothSides(subject, calls);
      if (!sides) {
        untried.push(`${file} beside its original: it cannot be called alone`);
        continue;
      }
      const pairs = pairsOf(sides);
      findings.push(...signsOf(file, pairs), ...relationSigns(file, pairs));
      findings.push(...(await broaderThanRivals(subject, calls, pairs)));
    }
    return { ...green, findings, ...(untried.length > 0 && { untried: untried.join("; ") }) };
  },
};
