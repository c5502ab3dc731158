/** Answers that words state for what may be given: "None if the list is empty", "raises ValueError when n is negative". */
import type { Condition } from "./comparisons.ts";
import { conditionsIn } from "./conditions.ts";
import type { Plain } from "./documented.ts";
import type { Clause } from "./sentences.ts";
import { sizeOf, subjectOf, type Given, type Subject } from "./subjects.ts";

/** What a call came to. */
export type Outcome =
  | { readonly type: "value"; readonly value: Plain }
  | { readonly type: "nothing" }
  | { readonly type: "raised" }
  /** A value that JSON has not. */
  | { readonly type: "other" };

/** Whether an outcome is what is stated; undefined where it cannot be told. */
type Expected = (came: Outcome, given: Given) => boolean | undefined;

export interface Stated {
  readonly condition: Condition;
  readonly expected: Expected;
}

export function isAlike(a: Plain, b: Plain): boolean {
  if (typeof a === "number" && typeof b === "number")
    return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item: Plain, at) => isAlike(item, b.at(at) ?? null));
  return a === b;
}

const value =
  (wanted: Plain): Expected =>
  (came) =>
    came.type === "value"
      ? isAlike(came.value, wanted)
      : // What is like a list may be meant where a list is said.
        came.type === "other" && Array.isArray(wanted)
        ? undefined
        : false;

const raised: Expected = (came) => came.type === "raised";
const nothing: Expected = (came) => came.type === "nothing" || (came.type === "value" && came.value === null);

const noneOfThem: Expected = (came, given) => {
  const size = came.type === "value" ? sizeOf(came.value) : undefined;
  return size === undefined ? nothing(came, given) === true || undefined : size === 0;
};

/** The answer that words name; undefined where they name none that is known. */
export function answerOf(words: string, names: readonly string[]): Expected | "unchanged" | undefined {
  const text = words.trim().replace(/^(?:just|simply|always|the value) /, "");
  const word = text.toLowerCase();
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return value(Number(text));
  if (/^(?:true|false)$/.test(word)) return value(word === "true");
  if (/^(?:none|null|undefined|nothing|nil)$/.test(word)) return nothing;
  if (/^(?:(?:an?|the) )?(?:new )?empty (?:list|array|tuple|sequence)$|^\[\]$/.test(word)) return value([]);
  if (/^(?:(?:an?|the) )?empty (?:string|text)$|^""$|^''$/.test(word)) return value("");
  if (
    /^(?:(?:an? )?empty(?: result| one)?|no (?:items|elements|words|lines|parts|values|numbers|pairs|names))$/.test(
      word,
    )
  )
    return (came) =>
      came.type === "value" && sizeOf(came.value) !== undefined ? sizeOf(came.value) === 0 : undefined;
  if (
    /^(?:(?:an?|the) )?(?:\w*(?:error|exception)|error)$/.test(word) ||
    /^(?:raises?|throws?|refused|rejected|not allowed)\b/.test(word)
  )
    return raised;
  const quoted = /^(["'])([^"'\\]*)\1$/.exec(text)?.[2];
  if (quoted !== undefined) return value(quoted);
  if (/^[[(][-\d., "']*[\])]$/.test(text)) return listed(text);
  if (/^(?:it )?(?:is |are )?(?:returned |left )?(?:unchanged|as (?:it is|they are))$/.test(word))
    return "unchanged";
  const same =
    /^(?:the )?(.+?)(?: is returned)?(?: unchanged| itself| as it is| as is)$/.exec(word)?.[1] ??
    (names.some((name) => name.toLowerCase() === word) ? word : undefined);
  const subject = same === undefined ? undefined : subjectOf(same, names);
  return subject && unchanged(subject);
}

const unchanged =
  (subject: Subject): Expected =>
  (came, given) => {
    const at = subject(given);
    return at === undefined || came.type === "other"
      ? undefined
      : came.type === "value" && isAlike(came.value, given[at] ?? null);
  };

function listed(text: string): Expected | undefined {
  try {
    const read: Plain = JSON.parse(text.replaceAll("'", '"').replace("(", "[").replace(")", "]"));
    return value(read);
  } catch {
    return undefined;
  }
}

const gives =
  "(?:(?:is|are|be|gives?|has|have|yields?|answers?|produces?|equals?|results? in|evaluates? to|(?:should |must |will )?(?:be|returns?|give|yield)) )";
const whenever = "(?:if|when|whenever|where|for|on|in case(?: of)?|given|with)";
const error =
  "(?:raises?|throws?|raise|rejects?|refuses?)(?: with)?(?: (?:an? |the )?(?:[\\w.]*(?:error|exception|refused|notallowed)))?";

/** The forms of a clause; the answer before or after what it is for. */
const forms: readonly (readonly [RegExp, "raised" | "answer first" | "condition first"])[] = [
  [
    new RegExp(
      `^(?:it |the function )?${error}(?:, [^,]+,)?,? (?:if|when|whenever|where|for|on) (?<condition>.+)$`,
      "i",
    ),
    "raised",
  ],
  [
    new RegExp(
      `^${whenever} (?<condition>.+?),? (?:then )?(?:the function |it |this )?(?:must |should |will )?${error}$`,
      "i",
    ),
    "raised",
  ],
  [new RegExp(`^(?<condition>.+?) ${error}$`, "i"), "raised"],
  [
    new RegExp(
      `^(?:it |the (?:function|result|answer|area|sum|total|value) |and |or )*${gives}?(?<answer>[^,]+?),? ${whenever} (?<condition>.+)$`,
      "i",
    ),
    "answer first",
  ],
  [
    new RegExp(
      `^${whenever} (?<condition>.+?),? (?:then )?(?:the (?:function|result|answer) |it |this |we )?${gives}(?<answer>.+)$`,
      "i",
    ),
    "condition first",
  ],
  [
    new RegExp(`^${whenever} (?<condition>[^,]+), (?:then )?(?<answer>[^,]+?) (?:is|will be) returned$`, "i"),
    "condition first",
  ],
  [
    new RegExp(
      `^${whenever} (?<condition>.+?), (?:then )?(?:the (?:result|answer) is )?(?<answer>[^,]+)$`,
      "i",
    ),
    "condition first",
  ],
  [
    new RegExp(
      `^(?<condition>.+?) (?:is|are) (?<answer>(?:returned|left) (?:unchanged|as (?:it is|they are)))$`,
      "i",
    ),
    "condition first",
  ],
  [
    new RegExp(
      `^(?:the (?:sum|product|mean|average|median|result|answer|length|count|maximum|minimum|total) (?:of|for) )?(?<condition>.+?) ${gives}(?<answer>.+)$`,
      "i",
    ),
    "condition first",
  ],
  [
    new RegExp(
      `^(?:the (?:sum|product|mean|average|median|result|answer|length|count|maximum|minimum|total) (?:of|for) )?(?<condition>.+),? ${gives}(?<answer>.+)$`,
      "i",
    ),
    "condition first",
  ],
];

/** What a clause states; none where any part of it is not understood. */
export function statedIn({ text }: Clause, names: readonly string[]): Stated[] {
  for (const [form, kind] of forms) {
    const { condition = "", answer = "" } = form.exec(text)?.groups ?? {};
    if (condition === "") continue;
    // "An empty name has none": none of what is meant.
    const has =
      /^(?:none|nothing)$/i.test(answer) && /\bempty\b/i.test(condition) && /\b(?:has|have) \w+$/i.test(text);
    if (!has && /^(?:none|nothing)$/i.test(answer) && /\b(?:has|have) \w+$/i.test(text)) continue;
    const expected = has ? noneOfThem : kind === "raised" ? raised : answerOf(answer, names);
    const conditions = expected ? conditionsIn(condition.toLowerCase(), names) : [];
    const read = conditions.flatMap((one): Stated[] => {
      if (expected !== "unchanged") return expected ? [{ condition: one, expected }] : [];
      return one.subject ? [{ condition: one, expected: unchanged(one.subject) }] : [];
    });
    if (read.length > 0) return read;
  }
  return [];
}
