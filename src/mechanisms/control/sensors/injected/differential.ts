/** Programs that call a module's functions with given inputs and their neighbours, and print what comes of each. */

/** Node: the request is JSON on stdin, `{ file, calls: [[name, source of the arguments]] }`; one line of JSON a call. */
export const nodeCalls = String.raw`
import { inspect } from "node:util";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
const { file, calls } = JSON.parse(readFileSync(0, "utf8"));
const say = console.log.bind(console);
for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = () => {};
const loaded = await import(pathToFileURL(file).href);
const find = (name) => loaded[name] ?? loaded.default?.[name] ?? (loaded.default?.name === name ? loaded.default : undefined);
const near = (value) => {
  if (typeof value === "number") return [value + 1, value - 1, -value, 0, value * 2 + 1];
  if (/^-?\d+$/.test(value)) return [String(+value + 1), String(+value - 1), "", value + value, value + "x"];
  if (typeof value === "string") return ["", value + value, value.slice(1), value + "x", value.toUpperCase()];
  if (typeof value === "boolean") return [!value];
  if (Array.isArray(value))
    return [[], value.slice(1), [...value, ...value], value.toReversed(), ...value.slice(0, 2).flatMap((one, at) => near(one).slice(0, 2).map((next) => value.with(at, next)))];
  if (value && typeof value === "object")
    return Object.keys(value).slice(0, 3).flatMap((key) => near(value[key]).slice(0, 2).map((next) => ({ ...value, [key]: next })));
  return [];
};
const outcome = async (work, input) => {
  try {
    let result = await work(...structuredClone(input));
    if (result && typeof result.next === "function") result = Iterator.from(result).take(50).toArray();
    const kind = result === undefined || Number.isNaN(result) ? "nothing" : "value";
    return [kind, inspect(result, { depth: 6, sorted: true, maxArrayLength: 200 }).slice(0, 2000)];
  } catch (error) {
    const accident = /^(?:TypeError|ReferenceError|RangeError|SyntaxError)$/.test(error?.constructor?.name);
    return [accident ? "accident" : "error", String(error?.constructor?.name)];
  }
};
for (const [at, [name, source]] of calls.entries()) {
  const work = find(name);
  if (typeof work !== "function" || /^class\b/.test(Function.prototype.toString.call(work))) continue;
  let input;
  try { input = (0, eval)("[" + source + "]"); } catch { continue; }
  const inputs = [input, ...input.flatMap((one, place) => near(one).map((next) => input.with(place, next)))].slice(0, 24);
  const seen = new Set();
  for (const [turn, one] of inputs.entries())
    if (!seen.has(inspect(one)) && seen.add(inspect(one))) say(JSON.stringify({ call: at, turn, input: inspect(one, { depth: 4 }).slice(0, 200), outcome: await outcome(work, one) }));
}
process.exit(0);
`;

/** The same for Python. */
export const pythonCalls = String.raw`
import sys, os, json, ast, importlib, importlib.util, itertools, re, copy, asyncio, io
request = json.load(sys.stdin)
root, file = os.getcwd(), request["file"]
sys.path[:0] = [root, os.path.dirname(file), os.path.join(root, "src")]
out = sys.stdout
sys.stdout = sys.stderr = io.StringIO()
name = os.path.splitext(os.path.relpath(file, root))[0].replace(os.sep, ".")
try:
    module = importlib.import_module(name)
except Exception:
    spec = importlib.util.spec_from_file_location(os.path.splitext(os.path.basename(file))[0], file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)

def near(value):
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1, value - 1, -value, 0, value * 2 + 1]
    if isinstance(value, str) and value.isdigit():
        return [str(int(value) + 1), str(int(value) - 1), "", value + value, value + "x"]
    if isinstance(value, str):
        return ["", value + value, value[1:], value + "x", value.upper()]
    if isinstance(value, (list, tuple)):
        kind = type(value)
        some = [kind([next_ if at == place else one for place, one in enumerate(value)])
                for at in range(min(2, len(value))) for next_ in near(value[at])[:2]]
        return [kind(), value[1:], value + value, value[::-1]] + some
    if isinstance(value, dict):
        return [{**value, key: next_} for key in list(value)[:3] for next_ in near(value[key])[:2]]
    return []

accidents = (TypeError, AttributeError, IndexError, KeyError, NameError, ZeroDivisionError, RecursionError, UnboundLocalError)
def outcome(work, given):
    try:
        result = work(*copy.deepcopy(given))
        if asyncio.iscoroutine(result):
            result = asyncio.run(result)
        if hasattr(result, "__next__"):
            result = list(itertools.islice(result, 50))
        return ["nothing" if result is None or result != result else "value", re.sub(r"0x[0-9a-f]+", "#", repr(result))[:2000]]
    except accidents as error:
        return ["accident", type(error).__name__]
    except Exception as error:
        return ["error", type(error).__name__]

for at, (name, source) in enumerate(request["calls"]):
    work = getattr(module, name, None)
    if not callable(work) or isinstance(work, type):
        continue
    try:
        given = ast.literal_eval("[" + source + "]")
    except Exception:
        continue
    inputs = [given] + [given[:place] + [next_] + given[place + 1:] for place, one in enumerate(given) for next_ in near(one)]
    seen = set()
    for turn, one in enumerate(inputs[:24]):
        if repr(one) in seen:
            continue
        seen.add(repr(one))
        out.write(json.dumps({"call": at, "turn": turn, "input": repr(one)[:200], "outcome": outcome(work, one)}) + "\n")
out.flush()
os._exit(0)
`;
