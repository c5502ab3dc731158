/** The solver as a process of its own: a JSON request a line on stdin, a JSON reply a line on stdout. It opens no file. */
import { createInterface } from "node:readline";
import type { Request } from "../../core/model.ts";
import { createSolver } from "./solver.ts";

const solver = createSolver();
const { signal } = new AbortController();

for await (const line of createInterface({ input: process.stdin })) {
  const { request }: { readonly request: Request } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ reply: await solver.reply(request, { signal }) })}\n`);
}
