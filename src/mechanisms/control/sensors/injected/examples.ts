/** Programs that run in the sandbox: they load one module and tell, a line each, what its documented examples give. */

/** What a told line begins with. */
export const mark = "tackle-example ";

export const pythonExamples = `
import importlib.util, json, os, sys
order = json.load(sys.stdin)
sys.path[:0] = [os.path.dirname(order["file"]), os.getcwd()]
spec = importlib.util.spec_from_file_location("tackle_subject", order["file"])
module = importlib.util.module_from_spec(spec)
sys.modules["tackle_subject"] = module
spec.loader.exec_module(module)
def alike(a, b):
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-6 * max(1, abs(a), abs(b))
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(map(alike, a, b))
    return a == b
for at, (call, expected) in enumerate(order["examples"]):
    try:
        wanted = eval(expected, {})
    except Exception:
        continue
    try:
        value = eval(call, dict(vars(module)))
        told = [at, bool(alike(value, wanted)), repr(value)[:200]]
    except Exception as error:
        told = [at, False, "raises " + type(error).__name__]
    print("\\n${mark}" + json.dumps(told), flush=True)
`;

export const nodeExamples = `
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
const order = JSON.parse(readFileSync(0, "utf8"));
const loaded = await import(pathToFileURL(order.file).href);
const known = { ...(typeof loaded.default === "object" ? loaded.default : {}), ...loaded };
delete known.default;
if (typeof loaded.default === "function" && /^[\\w$]+$/.test(loaded.default.name)) known[loaded.default.name] ??= loaded.default;
const names = Object.keys(known).filter((name) => /^[A-Za-z_$][\\w$]*$/.test(name));
const read = (code) => new Function(...names, "return (" + code + ")")(...names.map((name) => known[name]));
const alike = (a, b) => {
  if (typeof a === "number" && typeof b === "number")
    return Object.is(a, b) || Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b;
  const keys = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length && keys.every((key) => alike(a[key], b[key]));
};
for (const [at, [call, expected]] of order.examples.entries()) {
  let wanted;
  try { wanted = read(expected); } catch { continue; }
  let told;
  try {
    const value = await read(call);
    told = [at, alike(value, wanted), inspect(value, { breakLength: Infinity, depth: 4 }).slice(0, 200)];
  } catch (error) {
    if (error instanceof ReferenceError && !names.includes(/^[\\w$]+/.exec(call)?.[0] ?? "")) continue;
    told = [at, false, "throws " + (error?.name ?? "something")];
  }
  process.stdout.write("\\n${mark}" + JSON.stringify(told) + "\\n");
}
process.exit(0);
`;
