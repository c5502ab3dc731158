/** What is preloaded into every Node process of a check: it signs reports, hands reporters to runners and sees early exits. */

/**
 * `report.cjs`: opens a signed report. The key lies in a file only until a reporter has read it, and again after that reporter's
 * end (for the next runner of a chain), so that tests in child processes never find it.
 */
export const reportModule = String.raw`"use strict";
const { appendFileSync, readFileSync, renameSync, unlinkSync, writeFileSync } = require("node:fs");
const { createHmac, randomBytes } = require("node:crypto");
const { stringify } = JSON;
const folder = __dirname;
/** Runners that run side by side take turns: the next one waits until the key is back. A rename is won by one of them alone. */
const takeKey = (taken, patience) => {
  for (;;) {
    try {
      renameSync(folder + "/key", taken);
      break;
    } catch (error) {
      if ((patience -= 50) < 0) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
  const key = readFileSync(taken, "utf8");
  unlinkSync(taken);
  return key;
};
exports.open = (patience = 60000) => {
  const run = randomBytes(6).toString("hex");
  const taken = folder + "/key." + run;
  const key = takeKey(taken, patience);
  let count = 0;
  const write = (entry) => {
    const line = run + " " + count++ + " " + stringify(entry);
    appendFileSync(folder + "/report", createHmac("sha256", key).update(line).digest("hex") + " " + line + "\n");
  };
  write({ type: "begin" });
  return {
    test: (file, titles, state, message, stack) =>
      write({ type: "test", file, titles, state, message: message && String(message).slice(0, 2000), stack: stack && String(stack).slice(0, 4000) }),
    exit: (by) => write({ type: "exit", by }),
    // Renamed, so that the next one never reads it half written.
    end: () => { write({ type: "end" }); writeFileSync(taken, key); renameSync(taken, folder + "/key"); },
  };
};
`;

/**
 * `probe.cjs`: loaded by NODE_OPTIONS. The first process that is a runner, or a script of the workspace, is the top one; what it
 * starts is left alone (a tested command-line program may exit as it likes), but for the test files of `node --test`.
 */
export const probeModule = String.raw`"use strict";
const fs = require("node:fs");
const path = require("node:path");
const folder = __dirname;
const root = process.env.TACKLE_ROOT;
const entry = process.argv[1] ? path.resolve(process.argv[1]) : "";
const real = (file) => { try { return fs.realpathSync(file); } catch { return file; } };
const inWorkspace = (file) => file.startsWith(root + "/") && !file.includes("/node_modules/");
const reporters = {
  vitest: ["--reporter=default", "--reporter=" + folder + "/vitest.mjs"],
  jest: ["--reporters=default", "--reporters=" + folder + "/jest.cjs"],
  mocha: ["--reporter=" + folder + "/mocha.cjs"],
};
const name = /\/node_modules\//.test(real(entry)) ? path.basename(real(entry)).replace(/\.[cm]?js$/, "") : "";
const runner = reporters[name];
/** Arguments by which a runner counts lines itself: what it compiles, only it can map back. */
const counting = () => {
  let asked = [];
  try { asked = Object.keys(JSON.parse(fs.readFileSync(folder + "/lines.json", "utf8"))); } catch {}
  const globs = asked.map((file) => "**/" + file.replace(/[\\[\](){}*?!+@|]/g, "\\$&"));
  if (asked.length === 0) return [];
  if (name === "jest")
    return ["--coverage", "--coverageReporters=json", "--coverageDirectory=" + folder + "/istanbul", "--coverageThreshold={}", ...globs.map((glob) => "--collectCoverageFrom=" + glob)];
  if (name !== "vitest") return [];
  const provider = ["v8", "istanbul"].find((one) => {
    try { return require.resolve("@vitest/coverage-" + one, { paths: [process.cwd()] }); } catch { return undefined; }
  });
  // Without a provider vitest would offer to install one.
  if (!provider) return [];
  return ["enabled", "reportOnFailure", "provider=" + provider, "reporter=json", "reportsDirectory=" + folder + "/istanbul", ...globs.map((glob) => "include=" + glob)].map((word) => "--coverage." + word);
};
const testing = process.execArgv.includes("--test");

/** Where in the workspace the call came from, if it came from there. */
const caller = () => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const frames = String(new Error().stack).split("\n");
  Error.stackTraceLimit = limit;
  for (const frame of frames) {
    const found = /(?:file:\/\/)?(\/[^()]*?):(\d+):\d+\)?$/.exec(frame);
    if (found && inWorkspace(found[1])) return { file: found[1], line: Number(found[2]) };
  }
  return undefined;
};

const watch = (leave) => {
  for (const name of ["exit", "reallyExit"]) {
    const original = process[name];
    let leaving = false;
    process[name] = function (code) {
      const from = leaving ? undefined : caller();
      if (from && !process.tackleLeft) {
        Object.defineProperty(process, "tackleLeft", { value: true });
        leave({ ...from, call: "process." + name });
      }
      leaving = true;
      return original.call(this, ...arguments);
    };
  }
};
const note = (from) => fs.appendFileSync(folder + "/exits", JSON.stringify(from) + "\n");

if (require("node:worker_threads").isMainThread && root && process.env.TACKLE_CHECK === folder) {
  const inner = process.env.TACKLE_TOP;
  if (inner) {
    if (process.env.NODE_TEST_CONTEXT && Number(inner) === process.ppid) watch(note);
  } else if (testing || runner) {
    process.env.TACKLE_TOP = String(process.pid);
    if (runner && !process.argv.some((word) => word.includes(folder))) {
      const dashes = process.argv.indexOf("--");
      process.argv.splice(dashes < 0 ? process.argv.length : dashes, 0, ...runner, ...counting());
    }
    watch(note);
  } else if (inWorkspace(real(entry))) {
    process.env.TACKLE_TOP = String(process.pid);
    if (process.env.TACKLE_RUNNER !== "command") watch(note);
    else {
      const report = require("./report.cjs").open();
      // An exit that the check's own script calls is the end it means; one from the code under test is not.
      let by = null;
      watch((from) => { by = from.file === real(entry) ? null : from; });
      process.on("exit", () => { report.exit(by); report.end(); });
    }
  }
}
`;
