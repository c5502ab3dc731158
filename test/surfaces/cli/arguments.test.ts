/** From words to wishes. */
import { expect, test } from "vitest";
import { parseArguments } from "../../../src/surfaces/cli/arguments.ts";
import { suggest } from "../../../src/surfaces/cli/suggest.ts";
import { readSurroundings } from "../../../src/surfaces/cli/surroundings.ts";

const run = { type: "run", limits: {}, format: "text" };

test.each([
  [["run", "fix it"], { ...run, task: "fix it" }],
  [["run", "fix", "it"], { ...run, task: "fix it" }],
  [["-p", "fix it"], { ...run, print: true, task: "fix it" }],
  [["--model", "solver", "--print", "fix it"], { ...run, print: true, task: "fix it", model: "solver" }],
  [["run", "-p", "fix it"], { ...run, print: true, task: "fix it" }],
  [["-c", "and then"], { ...run, continue: true, task: "and then" }],
  [["--resume", "s-1", "and then"], { ...run, session: "s-1", task: "and then" }],
  [["run", "x", "--sandbox", "perl"], { ...run, task: "x", sandbox: "perl" }],
  [
    ["-p", "--input-format", "stream-json", "--max-tokens", "9"],
    { ...run, print: true, input: "stream-json", limits: { tokens: 9 } },
  ],
  [["run", "x", "--add-dir", "/a", "--add-dir", "/b"], { ...run, task: "x", addDirs: ["/a", "/b"] }],
  [["trust"], { type: "trust", format: "text" }],
  [["show", "s-1", "--cell", "c3"], { type: "show", session: "s-1", cell: "c3", format: "text" }],
  [["run"], run],
  [["run", "--", "--odd task"], { ...run, task: "--odd task" }],
  [["run", "x", "--verify=-n"], { ...run, task: "x", verify: "-n" }],
  [
    ["run", "x", "--max-turns", "3", "--timeout", "1.5"],
    { ...run, task: "x", limits: { turns: 3, seconds: 1.5 } },
  ],
  [["run", "x", "--max-budget-usd", "0.5"], { ...run, task: "x", limits: { dollars: 0.5 } }],
  [
    ["resume", "s-1", "--output-format", "stream-json"],
    { type: "resume", session: "s-1", limits: {}, format: "stream-json" },
  ],
  [
    ["resume", "s-1", "--max-turns", "9"],
    { type: "resume", session: "s-1", limits: { turns: 9 }, format: "text" },
  ],
  [["sessions"], { type: "sessions", format: "text" }],
  [["show", "s-1"], { type: "show", session: "s-1", format: "text" }],
  [["doctor", "--compare"], { type: "doctor", compare: true, format: "text" }],
  [["run", "x", "--help"], { type: "help", of: "run" }],
  [[], { type: "interactive", bare: true, format: "text", limits: {} }],
])("%j is understood", (argv, wish) => {
  expect(parseArguments(argv)).toEqual(wish);
});

test.each([
  [["run", "x", "--modle", "y"], "unknown flag --modle", "did you mean --model?"],
  [["rnu", "x"], 'unknown command "rnu"', "did you mean tackle run?"],
  [["fix the bug"], 'unknown command "fix the bug"', 'to do a task: tackle run "fix the bug"'],
  [["run", "x", "--model"], "--model needs a value", ""],
  [["run", "x", "--verify="], "--verify needs a value", ""],
  [["run", "x", "--model", "--verify"], "--model needs a value, and --verify looks like a flag", ""],
  [["run", "x", "--max-turns", "0"], '--max-turns needs a whole number above 0, not "0"', ""],
  [["run", "x", "--max-turns", "1.5"], '--max-turns needs a whole number above 0, not "1.5"', ""],
  [["run", "x", "--timeout", "soon"], '--timeout needs a number above 0, not "soon"', ""],
  [
    ["run", "x", "--sandbox", "bublewrap"],
    '--sandbox cannot be "bublewrap"',
    "did you mean --sandbox bubblewrap?",
  ],
  [
    ["run", "x", "--output-format", "xml"],
    '--output-format cannot be "xml"',
    "choose one of text, json, stream-json",
  ],
  [
    ["run", "x", "--continue", "--resume", "s-1"],
    "--continue and --resume name two sessions",
    "give one of them",
  ],
  [["run", "x", "--print=1"], "--print takes no value", ""],
  [["resume", "s-1", "--max-turns", "many"], '--max-turns needs a whole number above 0, not "many"', ""],
  [["show"], "show needs a session", ""],
  [["show", "s-1", "s-2"], 'show does not know what to do with "s-2"', ""],
  [["sessions", "--model", "x"], "sessions does not take --model", ""],
  [["sessions", "--output-format", "stream-json"], "sessions has no stream", ""],
])("%j is refused in words", (argv, message, hint) => {
  expect(parseArguments(argv)).toMatchObject({ type: "wrong", message, hint: expect.stringContaining(hint) });
});

test("a wrong command line still knows that JSON was asked for", () => {
  expect(parseArguments(["run", "--output-format", "json", "--nope"])).toMatchObject({ format: "json" });
});

test("a word far from every command has no suggestion", () => {
  expect(suggest("elephant", ["run", "show"])).toBeUndefined();
});

test("only the variables of model providers are taken from the environment", () => {
  const environment = {
    HOME: "/home/a",
    PATH: "/bin",
    OPENAI_API_KEY: "k",
    OPENROUTER_BASE_URL: "u",
    GROQ_API_KEY: "",
    STRIPE_API_KEY: "secret",
  };
  expect(readSurroundings(environment)).toEqual({
    state: "/home/a/.local/state/tackle",
    path: "/bin",
    keys: { OPENAI_API_KEY: "k", OPENROUTER_BASE_URL: "u" },
    config: "/home/a/.config/tackle",
    home: "/home/a",
    version: "0.1.0",
  });
});

test("the state folder follows XDG, where a relative one does not count", () => {
  expect(readSurroundings({ HOME: "/h", XDG_STATE_HOME: "/s" }).state).toBe("/s/tackle");
  expect(readSurroundings({ HOME: "/h", XDG_STATE_HOME: "s" }).state).toBe("/h/.local/state/tackle");
});
