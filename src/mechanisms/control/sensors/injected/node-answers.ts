/** A program for Node that calls a module's functions with the inputs of tests and with neighbours of these, and prints what comes of each. */
import { nodeRounds } from "./node-rounds.ts";

/**
 * The request is JSON on stdin: `{ file, calls: [[name, source of the arguments]], constants }`. One line of JSON a call: the place of the call,
 * the turn (0 is the test's own input), what was given back, and which relations hold between input and answer. Tests' own inputs come first.
 */
export const nodeAnswers = String.raw`
import { inspect } from "node:util";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
import vm from "node:vm";
const { file, calls, constants, helpers = [], numbers = [], pool = [], rivals } = JSON.parse(readFileSync(0, "utf8"));
const say = console.log.bind(console);
for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = () => {};
const loaded = await import(pathToFileURL(file).href);
const spaceOf = ({ default: main, ...others }) => ({ ...(main && typeof main === "object" ? main : {}), ...others });
const known = spaceOf(loaded);
const isClass = (work) => /^class\b/.test(Function.prototype.toString.call(work));
const names = Object.keys(known).filter((name) => /^[\w$]+$/.test(name));
const evaluateIn = (space, source) => new Function(...names, constants + "\nreturn [" + source + "];")(...names.map((name) => space[name]));
const evaluate = (source) => evaluateIn(known, source);
const findIn = (module, name) => {
  const space = spaceOf(module);
  const own = space[name] ?? (module.default?.name === name ? module.default : undefined);
  if (own !== undefined || !helpers.includes(name)) return own;
  try { return evaluateIn(space, name)[0]; } catch { return undefined; }
};
const find = (name) => findIn(loaded, name);
const key = (value) => inspect(value, { depth: 9, sorted: true, maxArrayLength: 300 });
const kindOf = (value) => (Array.isArray(value) ? "list" : value === null ? "null" : typeof value);
const isPlain = (value) => kindOf(value) === "object" && Object.getPrototypeOf(value) === Object.prototype;
const flat = (value) => (Array.isArray(value) ? value.flatMap(flat) : kindOf(value) === "object" ? Object.values(value).flatMap(flat) : [value]);
const keysIn = (value) => (Array.isArray(value) ? value.flatMap(keysIn) : kindOf(value) === "object" ? Object.entries(value).flatMap(([name, one]) => [name, ...keysIn(one)]) : []);
const wordsIn = (text) => String(text).match(/[\p{L}\p{N}]+/gu) ?? [];

// Neighbours
let signs = [];
const isSign = (letter) => !/[\p{L}\p{N}]/u.test(letter);
const numbersIn = (text) => [...text.matchAll(/\d+/g)].slice(0, 5).flatMap((one) => [+one[0] + 1, Math.max(0, one[0] - 1), one[0] * 10].map((next) => text.slice(0, one.index) + next + text.slice(one.index + one[0].length)));
const signsIn = (text) => [...text].flatMap((letter, at) => (isSign(letter) ? [letter + letter, ...signs.filter((one) => one !== letter).slice(0, 6)].map((next) => text.slice(0, at) + next + text.slice(at + 1)) : [])).slice(0, 24);
const nearText = (text) => [
  text + text, text.slice(1), text.slice(0, -1), "", text.toUpperCase(), text.toLowerCase(), [...text].reverse().join(""), text + "x", " " + text, text + " ",
  ...(text.length > 2 ? [text.slice(0, text.length >> 1) + text.slice((text.length >> 1) + 1), text[0] + text, text + text.at(-1), text[0].toUpperCase() + text.slice(1), text.slice(1) + text[0]] : []),
  ...numbersIn(text), text.replace(/([^\p{L}\p{N}\s])([\p{L}\p{N}]+)/u, "$1$2$1$2"), ...signsIn(text), ...([...text].some(isSign) ? signs.slice(0, 4).map((sign) => text + sign + text) : []),
];
const near = (value, depth = 0) => {
  if (typeof value === "number") return [value + 1, value - 1, value + 2, value - 2, value * 2, value * 2 + 1, Math.trunc(value / 2), 0, 1, value + 7, ...numbers, -value, value * 10];
  if (typeof value === "string") return nearText(value);
  if (typeof value === "boolean") return [!value];
  if (Array.isArray(value))
    return [
      value.toReversed(), value.slice(1), value.slice(0, -1), ...(value.length > 2 ? [[...value.slice(1), value[0]]] : []), ...(value.length > 0 && !value.some(isPlain) ? [[...value, value[0]], [...value, ...value]] : []),
      ...value.slice(0, 4).flatMap((one, at) => near(one, depth + 1).slice(0, depth ? 3 : 6).map((next) => value.with(at, next))),
      ...value.slice(0, 3).flatMap((one) => near(one, depth + 1).slice(0, 2).map((next) => [...value, next])), [],
    ];
  if (!isPlain(value)) return [];
  const own = Object.keys(value).slice(0, 4);
  return [
    Object.fromEntries(Object.entries(value).toReversed()),
    ...(depth > 0 ? [] : own).map((name) => Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))),
    ...own.flatMap((name) => near(value[name], depth + 1).slice(0, 5).map((next) => ({ ...value, [name]: next }))),
  ];
};
const merged = (a, b) => {
  if (Array.isArray(a) && Array.isArray(b)) return [[...a, ...b.filter((one) => !isPlain(one) || !a.some((other) => key(other) === key(one)))]];
  if (isPlain(a) && isPlain(b)) return [{ ...a, ...b }];
  return typeof a === "string" && typeof b === "string" ? [a + b, ...signs.slice(0, 3).map((sign) => a + sign + b)] : [];
};
const defaults = (work) => (/^[^(]*\(([^]*?)\)\s*(?:=>|\{)/.exec(Function.prototype.toString.call(work))?.[1] ?? "").split(",").map((one) => {
  const found = /^\s*\w+\s*=\s*(-?\d+|"[^"\\]*"|true|false)\s*$/.exec(one)?.[1];
  return found === undefined ? undefined : JSON.parse(found);
});
// What JSON has and can be read again; of what is given the rest stands as null, so that its place and number are known.
const isData = (value) => value === null || /^(?:string|boolean)$/.test(typeof value) || Number.isFinite(value) || (Array.isArray(value) && value.length < 200 && value.every(isData));
const dataOf = (value) => (Array.isArray(value) ? value.map(dataOf) : isData(value) ? value : null);
const inputsOf = ({ at, name, work, input }, own) => {
  const others = own.filter((one) => one.name === name && one.at !== at);
  const unset = defaults(work);
  const further = unset.slice(input.length).flatMap((value, place) => (value === undefined ? [] : near(value).filter((next) => next !== value).slice(0, 4).map((next) => [...input, ...unset.slice(input.length, input.length + place), next])));
  const crossed = input.length > 1 ? others.flatMap((one) => input.flatMap((_, place) => (place < one.input.length ? [input.with(place, one.input[place])] : []))).slice(0, 12) : [];
  const used = [...new Set([{ input }, ...others].flatMap((one) => flat(one.input)).filter((value) => typeof value === "number"))].slice(0, 8);
  const joined = input.flatMap((value, place) => [...(typeof value === "number" ? used : []), ...others.slice(0, 4).flatMap((one) => merged(value, one.input[place]))].map((next) => input.with(place, next))).slice(0, 24);
  const alike = input.flatMap((value, place) => passed.filter((one) => kindOf(one) === kindOf(value)).slice(0, 8).map((next) => input.with(place, next)));
  const each = input.map((value, place) => near(value).map((next) => input.with(place, next)));
  const woven = Array.from({ length: Math.max(0, ...each.map((list) => list.length)) }, (_, turn) => each.flatMap((list) => list.slice(turn, turn + 1))).flat();
  const seen = new Set([inspect(input, { depth: 9 })]);
  return [...further, ...crossed, ...alike, ...joined, ...woven].filter((one) => !seen.has(inspect(one, { depth: 9 })) && seen.add(inspect(one, { depth: 9 }))).slice(0, 110);
};

// Answers
let limit = 1000;
const limited = new vm.Script("tackleCall()");
const settled = async (value) => {
  if (typeof value?.then !== "function") return value;
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error("late")), 1000); });
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
};
const ask = async (work, input) => {
  try {
    const given = structuredClone(input);
    globalThis.tackleCall = () => work(...given);
    const value = await settled(limited.runInThisContext({ timeout: limit }));
    return { value: typeof value?.next === "function" ? Iterator.from(value).take(50).toArray() : value, touched: key(given) !== key(input) };
  } catch (error) {
    return { error: error?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT" ? "Endless" : String(error?.constructor?.name), message: String(error?.message), meant: isMeant(error) };
  }
};
// An error that a program makes itself is none: where its stack begins the program says so.
const isMeant = (error) => {
  try {
    const frame = String(error.stack).split("\n").find((line) => /^\s+at /.test(line)) ?? "";
    const [, place, line, column] = /(?:\(|at )((?:file:|data:|\/).*):(\d+):(\d+)\)?$/.exec(frame) ?? [];
    const source = place.startsWith("data:") ? decodeURIComponent(place.slice(place.indexOf(",") + 1)) : readFileSync(place.startsWith("file:") ? new URL(place) : place, "utf8");
    return /^(?:new\s+)?\w*Error\b/.test(source.split("\n")[line - 1].slice(column - 1));
  } catch {
    return false;
  }
};
// V8's own errors of these kinds are accidents; a program that throws them itself does so in words of its own.
const accidental = /is not|Cannot|Invalid|undefined|Maximum|must be|out of range|Unexpected|Reduce of empty/;
const told = ({ value, error, message, meant }) => {
  if (error !== undefined) return [error === "Endless" || (/^(?:TypeError|ReferenceError|RangeError|SyntaxError)$/.test(error) && accidental.test(message) && !meant) ? "accident" : "error", error];
  return [value === undefined || Number.isNaN(value) ? "nothing" : "value", key(value).slice(0, 2000)];
};
const same = (a, b) => a.error === b.error && key(a.value) === key(b.value);

// Relations between an input and its answer: true, false, or not there where they do not apply
async function relations(args, answer, work) {
  const found = {};
  if (answer.error !== undefined) return found;
  const result = answer.value;
  const put = (name, holds) => { found[name] = Boolean(holds); };
  const given = flat(args).filter((one) => typeof one === "number");
  const each = (use) => args.forEach((one, at) => use(one, "argument " + (at + 1), kindOf(one)));
  put("it is a " + kindOf(result), true);
  for (const kind of ["list", "string", "number", "boolean", "undefined", "object", "null"]) put("it is a " + kind, kindOf(result) === kind);
  if (typeof result === "number") {
    put("it is whole", Number.isInteger(result)); put("it is finite", Number.isFinite(result)); put("it is not below 0", result >= 0);
    if (given.length > 0) { put("it is not above all numbers given", result <= Math.max(...given)); put("it is not below all numbers given", result >= Math.min(...given)); }
    each((one, its, kind) => {
      if (kind === "number") { put("it is at most " + its, result <= one); put("it is at least " + its, result >= one); }
      if (kind === "list") put("it is in " + its, one.includes(result));
      if ((kind === "list" && !one.some(isPlain)) || kind === "string") put("it is at most the size of " + its, result <= one.length);
    });
  }
  if (typeof result === "string") {
    put("it is not empty", result !== ""); put("it has no blanks around it", result.trim() === result); put("no sign comes twice in a row", !/([^\p{L}\p{N}])\1/u.test(result));
    put("it has no capitals", result === result.toLowerCase()); put("it is ASCII", /^[\x20-\x7e]*$/.test(result)); put("it begins and ends with a letter or digit", /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/su.test(result));
    each((one, its, kind) => {
      if (kind === "number") put("its length is at most " + its, result.length <= one);
      if (kind !== "string") return;
      put("it holds " + its, result.includes(one)); put("it is not longer than " + its, result.length <= one.length); put("its signs are those of " + its, [...result].every((letter) => one.includes(letter)));
      put("its letters and digits are those of " + its, wordsIn(result.toLowerCase()).join("") === wordsIn(one.toLowerCase()).join(""));
    });
  }
  if (Array.isArray(result)) {
    put("it is not empty", result.length > 0); if (args.every((one) => !Array.isArray(one) || new Set(one.map(key)).size === one.length)) put("nothing is in it twice", new Set(result.map(key)).size === result.length); put("all are of one kind", new Set(result.map(kindOf)).size < 2);
    const numeric = result.length > 0 && result.every((one) => typeof one === "number");
    if (result.length > 1 && (numeric || result.every((one) => typeof one === "string"))) { put("it rises", result.every((one, at) => at === 0 || result[at - 1] <= one)); put("it falls", result.every((one, at) => at === 0 || result[at - 1] >= one)); }
    if (numeric) {
      put("all are whole", result.every(Number.isInteger)); put("none is below 0", result.every((one) => one >= 0)); put("all are above 0", result.every((one) => one > 0)); put("they differ by at most 1", Math.max(...result) - Math.min(...result) <= 1);
      if (result.length > 1) put("each is one more than the one before", result.every((one, at) => at === 0 || one === result[at - 1] + 1));
      if (given.length > 0) { put("none is above all numbers given", result.every((one) => one <= Math.max(...given))); put("none is below all numbers given", result.every((one) => one >= Math.min(...given))); }
    }
    each((one, its, kind) => {
      if (kind === "number") {
        put("its size is " + its, result.length === one); put("its size is at most " + its, result.length <= one);
        if (numeric) { put("it adds up to " + its, Math.abs(result.reduce((a, b) => a + b, 0) - one) < 1e-9); put("all are at most " + its, result.every((x) => x <= one)); put("all are at least " + its, result.every((x) => x >= one)); put("it holds " + its, result.includes(one)); }
      }
      if (kind === "list") {
        const [mine, theirs] = [new Set(result.map(key)), new Set(one.map(key))];
        put("it is as long as " + its, result.length === one.length); put("it is not longer than " + its, result.length <= one.length); put("all of it is from " + its, mine.isSubsetOf?.(theirs) ?? [...mine].every((x) => theirs.has(x))); put("all of " + its + " is in it", [...theirs].every((x) => mine.has(x)));
      }
      if (kind === "object") { const own = Object.keys(one); put("all of it are names in " + its, result.every((x) => own.includes(x))); put("all names in " + its + " are in it", own.every((x) => result.includes(x))); put("it is as long as " + its, result.length === own.length); }
      if (kind === "string") put("all of it is written in " + its, result.every((x) => one.includes(String(x))));
    });
  }
  if (kindOf(result) === "object" || kindOf(result) === "list") {
    put("nothing is missing in it", flat(result).every((one) => one !== undefined && !Number.isNaN(one)));
    if (kindOf(result) === "object") each((one, its, kind) => {
      if (kind === "string") put("all of it is written in " + its, flat(result).every((x) => typeof x !== "string" || one.includes(x)));
      if (kind !== "object") return;
      const [mine, theirs] = [Object.keys(result), Object.keys(one)];
      put("its names are from " + its, mine.every((x) => theirs.includes(x))); put("all names in " + its + " are in it", theirs.every((x) => mine.includes(x)));
    });
  }
  if (/^(?:object|list|string)$/.test(kindOf(result))) {
    const words = new Set([...flat(result), ...keysIn(result)].flatMap(wordsIn));
    each((one, its, kind) => {
      if (kind !== "string" && !(kind === "list" && one.every((x) => typeof x === "string"))) return;
      const asked = [one].flat().flatMap(wordsIn);
      put("every word of " + its + " is in it", asked.every((word) => words.has(word)));
      put("every number of " + its + " is in it", asked.every((word) => !/^\d+$/.test(word) || words.has(String(Number(word)))));
    });
  }
  const other = async (name, at, next) => { if (inspect(next, { depth: 9 }) !== inspect(args[at], { depth: 9 })) put("?" + name, same(await ask(work, args.with(at, next)), answer)); };
  for (const [at, one] of args.entries()) {
    const its = "argument " + (at + 1);
    if (kindOf(one) === kindOf(result) && /^(?:list|string|object)$/.test(kindOf(result))) put("?done again with its answer as " + its + ", it stays", same(await ask(work, args.with(at, result)), answer));
    if (Array.isArray(one) && one.length > 1) { await other("the order of " + its + " does not matter", at, one.toReversed()); await other("where " + its + " begins does not matter", at, [...one.slice(1), one[0]]); if (!one.some(isPlain)) await other("what is twice in " + its + " does not matter", at, [...one, one[0]]); }
    if (isPlain(one) && Object.keys(one).length > 1) await other("the order of " + its + " does not matter", at, Object.fromEntries(Object.entries(one).toReversed()));
    if (typeof one !== "string") continue;
    await other("capitals in " + its + " do not matter", at, one.toUpperCase()); await other("small letters in " + its + " do not matter", at, one.toLowerCase()); await other("blanks around " + its + " do not matter", at, " " + one + " ");
    if ([...one.trim()].some(isSign)) await other("signs twice in " + its + " do not matter", at, one.replace(/([^\p{L}\p{N}])/gu, "$1$1"));
  }
  if (args.length > 1 && kindOf(args[0]) === kindOf(args[1]) && key(args[0]) !== key(args[1])) put("?either of the first two may come first", same(await ask(work, [args[1], args[0], ...args.slice(2)]), answer));
  if (args.length === 1) for (const name of names) {
    const back = known[name];
    if (typeof back !== "function" || back === work || isClass(back) || back.length > 1) continue;
    const there = await ask(back, [result]);
    if (there.error !== undefined) continue;
    put("?" + name + " leads back", key(there.value) === key(args[0])); put("?" + name + " and back come to the same", same(await ask(work, [there.value]), answer));
  }
  return found;
}

const own = calls.flatMap(([name, source], at) => {
  const work = find(name);
  if (typeof work !== "function" || isClass(work)) return [];
  try {
    const input = evaluate(source);
    structuredClone(input);
    return [{ at, name, work, input }];
  } catch { return []; }
});
signs = [...new Set(own.flatMap(({ input }) => flat(input)).filter((one) => typeof one === "string").flatMap((text) => [...text].filter(isSign)))];
const literals = pool.flatMap((source) => { try { return evaluate(source); } catch { return []; } });
const passed = [...new Map([...own.flatMap(({ input }) => [...input, ...flat(input)]), ...literals, ...numbers, 0.5].map((one) => [key(one), one])).values()].slice(0, 40);
// The processor's time, so that a busy machine asks no less; each call's watchdog is the system's.
const spent = () => Object.values(process.cpuUsage()).reduce((sum, one) => sum + one) / 1e6;
let endless = 0;
const tell = async ({ at, name, work }, turn, input, alone = false) => {
  const answer = await ask(work, input);
  if (answer.error === "Endless") endless += 1;
  const line = { call: at, turn, name, input: inspect(input, { depth: 4, breakLength: Infinity }).slice(0, 300), outcome: told(answer), touched: answer.touched === true };
  const gave = isData(answer.value) ? { gave: answer.value } : {};
  say(JSON.stringify({ ...line, data: { given: input.map(dataOf), ...gave }, relations: alone ? {} : await relations(input, answer, work) }));
};
${nodeRounds}`;
