/** A program that imports tackle and answers its questions: `run|resume`, the folder, the state folder, the model or session, the answer. */
import { resumeSession, runTask, type Ask } from "../../src/index.ts";

const [how = "", cwd = "", state = "", name = "", answer = ""] = process.argv.slice(2);

const ask: Ask = async (question) => {
  process.stdout.write(`${JSON.stringify(question)}\n`);
  if (answer === "once" || answer === "always") return { type: answer };
  if (answer === "deny") return { type: "deny", words: "not that file" };
  return new Promise(() => setInterval(() => undefined, 1000)); // a person who thinks for ever
};

const surroundings = { state, path: process.env["PATH"] ?? "", keys: {}, version: "0" };
const shared = { surroundings, signal: new AbortController().signal, ask };
const rules = [{ ask: ["Edit(sum.js)"] }];
const { stop } =
  how === "run"
    ? await runTask({ ...shared, rules, task: "fix it", cwd, model: name, sandbox: "auto", budget: {} })
    : await resumeSession(name, { ...shared, rules });
process.stdout.write(`${JSON.stringify(stop)}\n`);
process.exit();
