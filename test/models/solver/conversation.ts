/** Pieces of conversations as the harness renders them. */
import type { Message } from "../../../src/core/message.ts";

/** One cell and its outcome with this value. */
export function told(id: string, code: string, value?: unknown): readonly Message[] {
  const text = value === undefined ? "ok" : `ok\nvalue: ${JSON.stringify(value)}`;
  return [
    { role: "model", text: "", cells: [{ id, language: "ts", code }] },
    { role: "outcome", cell: id, failed: false, text },
  ];
}

export const checksRed = {
  command: "npm test",
  exit: 1,
  ended: true,
  passed: 1,
  failed: 1,
  tests: [
    { name: 'adds "all"', state: "failed", message: "a line with\nvalue: 5 in it" },
    { name: "other", state: "passed" },
  ],
};

export const found = {
  id: "abc",
  path: "a.py",
  line: 3,
  column: 1,
  before: "n",
  after: "n + 1",
  operator: "range",
  old: "range(n)",
  new: "range(n + 1)",
};
