/** What tells which changed lines a check has run: V8 for Node, jest and vitest for what they compile, a trace of the asked files for Python. */

/** `coverage.cjs`: run after the check; prints one line a file: the lines asked about, and those of them that ran, most of their text. */
export const coverageModule = String.raw`"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { fileURLToPath } = require("node:url");
const root = process.env.TACKLE_ROOT;
const asked = JSON.parse(fs.readFileSync(__dirname + "/lines.json", "utf8"));
const files = new Map();
const compiled = /^(?:jest|vitest)$/.test(process.env.TACKLE_RUNNER ?? "");
for (const [file, lines] of Object.entries(asked)) {
  if (!(compiled ? /\.[cm]?[jt]sx?$/ : /\.[cm]?[jt]s$/).test(file)) continue;
  const text = fs.readFileSync(path.join(root, file), "utf8");
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const spans = lines.map((line) => {
    const from = starts[line - 1], whole = text.slice(from, (starts[line] ?? text.length + 1) - 1);
    const start = from + whole.length - whole.trimStart().length;
    return { line, start, seen: new Uint8Array(whole.trim().length) };
  });
  files.set(path.join(root, file), { file, spans, loaded: false, odd: false });
}
const folder = __dirname + "/v8";
let reports = [];
try { reports = fs.readdirSync(folder); } catch {}
for (const name of reports) {
  let report;
  try { report = JSON.parse(fs.readFileSync(folder + "/" + name, "utf8")); } catch { continue; }
  const mapped = report["source-map-cache"] ?? {};
  for (const { url, functions } of report.result) {
    if (!url.startsWith("file:")) continue;
    const known = files.get(fileURLToPath(url.replace(/[?#].*$/, "")));
    if (!known) continue;
    if (mapped[url]) { known.odd = true; continue; }
    known.loaded = true;
    // Inner ranges come after outer ones, so the last one that holds a place counts.
    const ranges = functions.flatMap(({ ranges }) => ranges).sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
    for (const span of known.spans) {
      const counts = new Uint8Array(span.seen.length);
      for (const { startOffset, endOffset, count } of ranges) {
        const from = Math.max(startOffset - span.start, 0), to = Math.min(endOffset - span.start, counts.length);
        if (from < to) counts.fill(count > 0 ? 1 : 0, from, to);
      }
      counts.forEach((count, at) => { if (count) span.seen[at] = 1; });
    }
  }
}
// Istanbul's form: a line has run when all statements and arms of ?: that begin on it have, or else the innermost that holds it.
let counted = {};
try { counted = JSON.parse(fs.readFileSync(__dirname + "/istanbul/coverage-final.json", "utf8")); } catch {}
for (const [full, { statementMap, s, branchMap, b }] of Object.entries(counted)) {
  const known = files.get(full);
  if (!known) continue;
  const piece = ({ start, end }, count) => ({ from: start.line, to: end.line, count });
  const choices = Object.entries(branchMap).filter(([, { type }]) => type === "cond-expr");
  const all = [
    ...Object.entries(statementMap).map(([id, place]) => piece(place, s[id])),
    ...choices.flatMap(([id, { locations }]) => locations.map((place, at) => piece(place, b[id][at]))),
  ];
  const told = known.spans.flatMap(({ line }) => {
    const begun = all.filter(({ from }) => from === line);
    const around = all.filter(({ from, to }) => from < line && line <= to).sort((a, b) => a.to - a.from - (b.to - b.from)).slice(0, 1);
    const own = begun.length > 0 ? begun : around;
    return own.length === 0 ? [] : [{ line, ran: own.every(({ count }) => count > 0) }];
  });
  console.log(JSON.stringify({ file: known.file, lines: told.map(({ line }) => line), ran: told.filter(({ ran }) => ran).map(({ line }) => line) }));
}
for (const { file, spans, odd, loaded } of files.values()) {
  if (odd || reports.length === 0 || (compiled && !loaded) || counted[path.join(root, file)]) continue;
  const whole = ({ seen }) => { const missed = seen.filter((one) => !one).length; return missed <= seen.length * 0.3; };
  console.log(JSON.stringify({ file, lines: spans.map(({ line }) => line), ran: spans.filter(whole).map(({ line }) => line) }));
}
`;

/** Appended to `sitecustomize.py`: every Python process of the check notes which of the asked lines it ran. */
export const pythonTrace = String.raw`
def trace_lines():
    import atexit, json, threading
    folder = os.environ["TACKLE_CHECK"]
    root = os.environ["TACKLE_ROOT"]
    with open(folder + "/lines.json") as file:
        asked = {os.path.join(root, name): set(lines) for name, lines in json.load(file).items() if name.endswith(".py")}
    if not asked:
        return
    ran = {name: set() for name in asked}
    names = {}
    def inner(frame, event, argument):
        if event == "line":
            ran[names[frame.f_code.co_filename]].add(frame.f_lineno)
        return inner
    def outer(frame, event, argument):
        name = frame.f_code.co_filename
        if name not in names:
            full = os.path.abspath(name)
            names[name] = full if full in asked else None
        return inner if names[name] else None
    def lines_of(code):
        yield from (line for _, _, line in code.co_lines() if line)
        for part in code.co_consts:
            if hasattr(part, "co_lines"):
                yield from lines_of(part)
    def tell(open=open, json=json):
        sys.settrace(None)
        for name, lines in asked.items():
            try:
                with open(name) as file:
                    able = set(lines_of(compile(file.read(), name, "exec", dont_inherit=True)))
            except Exception:
                continue
            entry = {"file": os.path.relpath(name, root), "lines": sorted(lines & able), "ran": sorted(lines & able & ran[name])}
            with open(folder + "/ran", "a") as file:
                file.write(json.dumps(entry) + "\n")
    atexit.register(tell)
    threading.settrace(outer)
    sys.settrace(outer)

if os.environ.get("TACKLE_CHECK", "") + "/python" == os.path.dirname(__file__) and os.path.exists(os.environ["TACKLE_CHECK"] + "/lines.json"):
    try:
        trace_lines()
    except Exception:
        pass
`;
