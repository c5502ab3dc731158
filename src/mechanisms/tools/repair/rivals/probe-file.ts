/** A test file that stands in for the project's own and only tells what each probe gives: every test fails, and its message is the answer. */
import { partsOf } from "../syntax.ts";
import type { Source } from "../sources.ts";
import { isImport } from "./imports.ts";
import type { Probe } from "./probes.ts";

/** What an answer's message begins with, after the error's name. */
export const mark = "tackle-answer:";

/** The text, for the same path and with the same imports as the tests. */
export function probeFile(test: Source, probes: readonly Probe[]): string {
  const imports = partsOf(test.tree)
    .filter((node) => isImport(node, test.text))
    .map((node) => test.text.slice(node.start, node.end));
  const lines = test.grammar === "python" ? pythonProbes(probes) : javascriptProbes(test, probes);
  return [...imports, ...lines, ""].join("\n");
}

function javascriptProbes({ text }: Source, probes: readonly Probe[]): string[] {
  const opening = /^\s*import\b/m.test(text)
    ? 'import { test as __tackleProbe } from "node:test";'
    : 'const { test: __tackleProbe } = require("node:test");';
  return [
    opening,
    "const __tackleShow = (v) => {",
    "  if (typeof v === 'number') return Number.isFinite(v) ? String(Number(v.toPrecision(9)) + 0) : String(v);",
    "  if (typeof v === 'string' || typeof v === 'boolean') return JSON.stringify(v);",
    "  if (v === null) return 'null';",
    "  if (typeof v !== 'object') return typeof v + String(v).slice(0, 40);",
    "  if (Array.isArray(v)) return '[' + v.map(__tackleShow).join() + ']';",
    "  if (v instanceof Set || v instanceof Map) return v.constructor.name + __tackleShow([...v]);",
    "  return '{' + Object.keys(v).sort().map((k) => k + ':' + __tackleShow(v[k])).join() + '}';",
    "};",
    "const __tackleTell = (kind, s) => {",
    "  let h = 5381;",
    "  for (let i = 0; i < s.length; i += 1) h = (Math.imul(h, 33) ^ s.charCodeAt(i)) >>> 0;",
    `  throw new Error("${mark}" + kind + " " + (s.length > 200 ? s.slice(0, 180) + "#" + h : s));`,
    "};",
    "const __tackleKind = (v) => (Array.isArray(v) ? 'array' : v === null ? 'null' : typeof v);",
    ...probes.map(
      ({ code }, at) =>
        `__tackleProbe("p${at}", async () => { let v; try { v = await ${code}; } catch (e) { if (e && e.name === "OutOfFuel") throw e; __tackleTell("raised", ""); } __tackleTell(__tackleKind(v), __tackleShow(v)); });`,
    ),
  ];
}

function pythonProbes(probes: readonly Probe[]): string[] {
  return [
    "import json as _tackle_json",
    "",
    "",
    "def _tackle_show(v):",
    "    if isinstance(v, bool) or v is None or isinstance(v, str):",
    "        return _tackle_json.dumps(v)",
    "    if isinstance(v, (int, float)):",
    "        return '%.9g' % v if abs(v) < 1e15 else str(v)",
    "    if isinstance(v, (list, tuple)):",
    "        return '[' + ','.join(map(_tackle_show, v)) + ']'",
    "    if isinstance(v, (set, frozenset)):",
    "        return '{' + ','.join(sorted(map(_tackle_show, v))) + '}'",
    "    if isinstance(v, dict):",
    "        return '{' + ','.join(sorted(_tackle_show(k) + ':' + _tackle_show(x) for k, x in v.items())) + '}'",
    "    return type(v).__name__",
    "",
    "",
    "def _tackle_tell(work):",
    "    try:",
    "        value = work()",
    "    except Exception:",
    `        raise AssertionError("${mark}raised ")`,
    "    kind = 'number' if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__",
    "    if hasattr(value, '__next__'):",
    "        value = list(value)",
    "    import hashlib",
    "    text = _tackle_show(value)",
    "    if len(text) > 200:",
    "        text = text[:180] + '#' + hashlib.sha256(text.encode()).hexdigest()[:12]",
    `    raise AssertionError("${mark}" + kind + " " + text)`,
    "",
    "",
    ...probes.flatMap(({ code }, at) => [`def test_p${at}():`, `    _tackle_tell(lambda: ${code})`, "", ""]),
  ];
}
