/** The reporters that tell Node's test runners' results in one signed form. */

/** For `node:test`. A file that fails to load is a failed test without titles. */
export const nodeTestReporter = String.raw`import { createRequire } from "node:module";
import path from "node:path";
// A run that a test of the check started is no part of the report.
const nested = process.env.TACKLE_CHECK !== import.meta.dirname || process.env.TACKLE_TOP !== String(process.pid);
const report = nested ? { test() {}, end() {} } : createRequire(import.meta.url)("./report.cjs").open();
export default async function* (source) {
  const titles = [];
  const said = new Map();
  for await (const { type, data } of source) {
    if (type === "test:stderr" && data.file) {
      const file = path.resolve(data.file);
      said.set(file, ((said.get(file) ?? "") + data.message).slice(-4000));
    }
    if (type === "test:start") titles.splice(data.nesting, Infinity, data.name);
    if (type !== "test:pass" && type !== "test:fail") continue;
    const error = data.details?.error;
    const subtests = error?.failureType === "subtestsFailed";
    if (data.details?.type === "suite" && (type === "test:pass" || subtests)) continue;
    const whole = data.nesting === 0 && data.file && path.resolve(data.name) === data.file;
    const skipped = data.skip !== undefined || data.todo !== undefined;
    const cause = error?.cause?.message ? error.cause : error;
    report.test(
      data.file,
      whole ? [] : [...titles.slice(0, data.nesting), data.name],
      skipped ? "skipped" : type === "test:pass" ? "passed" : "failed",
      type === "test:fail" ? ((whole && said.get(data.file)) || cause?.message) : undefined,
      type === "test:fail" ? ((whole && said.get(data.file)) || cause?.stack) : undefined,
    );
  }
  report.end();
}
`;

/** For vitest: `onTestRunEnd` since version 3, `onFinished` before. */
export const vitestReporter = String.raw`import { createRequire } from "node:module";
const report = createRequire(import.meta.url)("./report.cjs").open();
let done = false;
const failure = (errors) => (errors && errors[0]) || {};
const states = { passed: "passed", failed: "failed", pass: "passed", fail: "failed" };
export default class {
  onTestRunEnd(modules) {
    done = true;
    const titlesOf = (node) => (node.type === "module" ? [] : [...titlesOf(node.parent), node.name]);
    for (const module of modules) {
      const broken = failure(module.errors());
      if (broken.message) report.test(module.moduleId, [], "failed", broken.message, broken.stack);
      for (const suite of module.children.allSuites()) {
        const error = failure(suite.errors && suite.errors());
        if (error.message) report.test(module.moduleId, titlesOf(suite), "failed", error.message, error.stack);
      }
      for (const test of module.children.allTests()) {
        const result = test.result();
        const error = failure(result.errors);
        report.test(module.moduleId, titlesOf(test), states[result.state] ?? "skipped", error.message, error.stack);
      }
    }
    report.end();
  }
  onFinished(files = []) {
    if (done) return;
    done = true;
    const walk = (task, file, titles) => {
      const error = failure(task.result && task.result.errors);
      if (!task.tasks || error.message)
        report.test(file, titles, states[task.result && task.result.state] ?? "skipped", error.message, error.stack);
      for (const child of task.tasks ?? []) walk(child, file, [...titles, child.name]);
    };
    for (const file of files) walk(file, file.filepath, []);
    report.end();
  }
}
`;

/** For jest. */
export const jestReporter = String.raw`"use strict";
const report = require("./report.cjs").open();
module.exports = class {
  onRunComplete(_, results) {
    for (const file of results.testResults) {
      const broken = file.testExecError || (file.testResults.length === 0 && file.failureMessage);
      if (broken) report.test(file.testFilePath, [], "failed", file.failureMessage || broken.message, broken.stack || file.failureMessage);
      for (const test of file.testResults) {
        const state = test.status === "passed" || test.status === "failed" ? test.status : "skipped";
        const message = test.failureMessages && test.failureMessages[0];
        report.test(file.testFilePath, [...test.ancestorTitles, test.title], state, message, message);
      }
    }
    report.end();
  }
};
`;

/** For mocha, whose reporters replace each other: this one also prints a line a test. */
export const mochaReporter = String.raw`"use strict";
const report = require("./report.cjs").open();
module.exports = class {
  constructor(runner) {
    const results = new Map();
    const print = console.log;
    runner.on("pass", (test) => { results.set(test, ["passed"]); print("  ok " + test.fullTitle()); });
    runner.on("pending", (test) => { results.set(test, ["skipped"]); print("  -- " + test.fullTitle()); });
    runner.on("fail", (test, error) => {
      results.set(test, ["failed", error.message, error.stack]);
      print("  not ok " + test.fullTitle() + "\n" + (error.stack || error.message));
    });
    runner.on("end", () => {
      // With --parallel tests are copies from another process, not all of them whole.
      const titlesOf = (node) => (node && node.titlePath ? node.titlePath() : [node && node.fullTitle ? node.fullTitle() : String(node && node.title)]);
      for (const [test, [state, message, stack]] of results) {
        const owner = test.type === "hook" && test.parent && test.parent.titlePath ? test.parent : test;
        report.test(test.file || (test.parent && test.parent.file), titlesOf(owner), state, message, stack);
      }
      report.end();
    });
  }
};
`;
