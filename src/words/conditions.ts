/** Conditions on what a function is given, read from words: "the list is empty", "n is below 1", "negative numbers". */
import { compared, eachNumber, eachSized, hasNone, isEmpty, unequal, type Condition } from "./comparisons.ts";
import { isList, isSized, only, subjectOf, type Given, type Subject } from "./subjects.ts";

const onlyNumber: Subject = (given) =>
  given.some(isSized) ? undefined : only(given, (value) => typeof value === "number");
const onlySized: Subject = (given) => only(given, isSized);
const onlyList: Subject = (given) => only(given, isList);
/** Of a text "none" would be what is found in it: an empty password has problems. */
const loneList: Subject = (given) =>
  given.some((one) => typeof one === "string") ? undefined : only(given, isList);

const parts = /^(?:items?|elements?|numbers?|values?|entries|characters?|letters?|words?|points?)$/;

const none =
  /^(?:(?:there (?:is|are) )?(?:none|nothing)(?: (?:left|given|exists?|found|match(?:es)?|there|is (?:there|found|given)|are (?:there|found|given)))?|there (?:is|are) no (?:such )?[\w-]+(?: [\w-]+)?|no (?:such )?[\w-]+(?: [\w-]+)? (?:exists?|is found|are found|is there|are there|are given|is given|match(?:es)?)|(?:it is |they are )?not found|without (?:any )?(?:items|elements|numbers|words|letters|characters|values))$/;

type Read = (found: readonly string[], names: readonly string[]) => Condition | undefined;

/** A condition on the argument that a noun means. */
const onNoun = (
  noun: string | undefined,
  names: readonly string[],
  make: (subject: Subject) => Condition | undefined,
): Condition | undefined => {
  const subject = subjectOf(noun ?? "", names);
  return subject && make(subject);
};

const either =
  /^(?:either|any|1 of them|either (?:list|string|text|array|1)(?: of them)?|1 of the (?:lists|strings|texts|arrays))$/;
const both = /^(?:both(?: lists| strings| texts| arrays)?|all)$/;

const emptiness: Read = ([, noun = ""], names) => {
  if (either.test(noun)) return eachSized((empty) => empty.some(Boolean));
  if (both.test(noun)) return eachSized((empty) => empty.every(Boolean));
  return onNoun(noun, names, isEmpty);
};

const amount: Read = ([, noun, said = ""], names) => {
  const size = /^(?:the )?(?:length|size) of (.+)$/.exec(noun ?? "")?.[1];
  const predicate = said.replace(/^of /, "");
  return onNoun(size ?? noun, names, (subject) => compared(subject, predicate, names, size !== undefined));
};

/** What is understood, each from its beginning to its end. */
const forms: readonly (readonly [RegExp, Read])[] = [
  [none, () => hasNone(loneList)],
  [
    /(?:(?:have|has|of|with) (?:different|unequal) lengths?|(?:lengths?|sizes?) (?:differ|are (?:different|not equal))|(?:are|have) not (?:of )?(?:the )?(?:same|equal) length|^unequal lengths?)$/,
    () => unequal,
  ],
  [/^(-?\d+)$/, ([, wanted = ""], names) => compared(onlyNumber, wanted, names, false)],
  [
    /^(both|either)(?: of them| numbers| arguments| 1)? (?:is|are) (-?\d+)$/,
    ([, which, wanted]) => eachNumber(Number(wanted), which === "both"),
  ],
  [
    /^((?:less|fewer) than \d+|no) (\w+)$/,
    ([, few = "", noun = ""], names) => {
      if (!parts.test(noun)) return undefined;
      return few === "no" ? hasNone(onlyList) : compared(onlyList, few, names, true);
    },
  ],
  [/^empty$/, () => isEmpty(onlySized)],
  [/^(?:(?:the|an?) )?empty (.+)$/, emptiness],
  [/^(.+?) (?:is|are) empty$/, emptiness],
  [
    /^(.+?) (?:has|have|contains?) no (?:items|elements|entries|values|numbers|characters|letters|words)$/,
    emptiness,
  ],
  [
    /^(.+?) (?:without|(?:has|have|contains?) no) (?:any )?[\w-]+(?: or [\w-]+)?$/,
    ([, noun], names) => onNoun(noun, names, hasNone),
  ],
  [
    /^(.+?) (?:has|have|contains?|with|of) (.+?) (\w+)$/,
    ([, noun, said = "", part = ""], names) =>
      parts.test(part) ? onNoun(noun, names, (subject) => compared(subject, said, names, true)) : undefined,
  ],
  [
    /^(.+?) (?:is|are) (shorter|longer) than (.+?)(?: (?:characters|letters|items|elements))?$/,
    ([, noun, which, limit], names) =>
      onNoun(noun, names, (subject) =>
        compared(subject, `${which === "shorter" ? "below" : "above"} ${limit}`, names, true),
      ),
  ],
  [/^(.+?) (?:is|are) (?!not an?\b)(.+)$/, amount],
  [
    /^(.+?) ((?:=|==|<|>|<=|>=|equals|below|above|under|over|less than|greater than) .+|of (?:less|more|fewer|below|above|at|-?\d).*)$/,
    amount,
  ],
  [
    /^(?:an? |the |any )?((?:non-?)?(?:negative|positive)|even|odd|0) (.+)$/,
    ([, said = "", noun], names) => onNoun(noun, names, (subject) => compared(subject, said, names, false)),
  ],
];

function single(text: string, names: readonly string[]): Condition | undefined {
  for (const [form, read] of forms) {
    const found = form.exec(text);
    const condition = found && read(found, names);
    if (condition) return condition;
  }
  return undefined;
}

/** What words say on one side of "or" is enough by itself; all that "and" joins must be read. */
export function conditionsIn(words: string, names: readonly string[]): Condition[] {
  const text = words.replace(/^(?:anything else|all else|others?), (.+?)(?: too| as well)?$/, "$1");
  const whole = single(text, names);
  if (whole) return [whole];
  const sides = text.split(/,? or (?:if |when |for )?/);
  const first = /^(.+? (?:is|are)) /.exec(sides[0] ?? "")?.[1];
  if (sides.length > 1)
    return sides.flatMap((side, at) => {
      const own = single(side, names) ?? (at > 0 && first ? single(`${first} ${side}`, names) : undefined);
      return own ? [own] : [];
    });
  const listed = text
    .split(/,? and (?:for )?/)
    .map((side) =>
      /^(?:-?\d+|(?:non-)?(?:negative|positive) \w+|(?:the |an? )?empty \w+)$/.test(side)
        ? single(side, names)
        : undefined,
    );
  // "For 0 and negative numbers" are two cases.
  if (listed.length > 1 && !listed.includes(undefined)) return listed.filter((one) => one !== undefined);
  const joined = text.split(/,? and (?:if )?/).map((side) => single(side, names));
  const known = joined.filter((one) => one !== undefined);
  if (joined.length < 2 || known.length < joined.length) return [];
  return [
    {
      holds: (given) => {
        const all = known.map((one) => one.holds(given));
        return all.includes(undefined) ? undefined : all.every(Boolean);
      },
      inputs: (given) =>
        known.reduce<readonly Given[]>((from, one) => from.flatMap((each) => one.inputs(each)), [given]),
    },
  ];
}
