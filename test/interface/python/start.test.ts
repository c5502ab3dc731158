/** A Python kernel whose process does not start, or does not go on. */
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Program } from "../../../src/interface/environment/sandbox.ts";
import { createPythonKernel } from "../../../src/interface/python/open.ts";
import { openPlace } from "../environment/sandbox/backends.ts";

test("where there is no Python that is the cell's failure, in words, and no ended session", async () => {
  const { sandbox, root } = await openPlace("perl");
  const bare = {
    house: (program: Program) => sandbox.house({ ...program, env: { PATH: path.join(root, "none") } }),
  };
  const python = createPythonKernel({
    sandbox: bare,
    tools: [],
    root,
    call: () => Promise.reject(new Error("nobody calls")),
    land: () => Promise.reject(new Error("nothing is written")),
  });
  onTestFinished(() => python.close());
  const limits = { timeLimit: 20_000, signal: new AbortController().signal };
  const ran = await python.run({ id: "c1", language: "py", code: "1" }, limits);
  expect(ran).toMatchObject({ status: "error", exit: 127, error: { name: "NoPython" } });
  expect(ran.error?.message).toContain("exit code 127");
});
