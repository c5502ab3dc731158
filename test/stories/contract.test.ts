/** What a change may touch is agreed on before it, held during it, and amended only with a reason. */
import { expect, test } from "vitest";
import { makeScene, sumProject } from "./scene.ts";

const ts = (
  code: string,
): { readonly cells: readonly { readonly language: "ts"; readonly code: string }[] } => ({
  cells: [{ language: "ts", code }],
});
const mend = 'await files.edit("sum.js", "a - b", "a + b");';
const done = 'await done("it adds");';

test("a small repair has a contract without a word about it: what, on what, by which check, and the way back", async () => {
  const scene = makeScene(sumProject);
  const { result } = await scene.run("fix it", "--model", scene.script([ts(mend + done)]));
  expect(result).toMatchObject({
    stop_reason: "verified",
    evidence: {
      contract: {
        changes: ["**"],
        assumes: [{ type: "tool", tool: "node", version: expect.stringMatching(/^v\d/) }],
        checks: ["npm test"],
        back: `tackle undo ${String(result["session_id"])}`,
      },
    },
  });
});

test("a change outside the contract does not happen, and one that was amended in with a reason does", async () => {
  const scene = makeScene(sumProject);
  const { exit, result } = await scene.run(
    "fix it",
    "--model",
    scene.script([
      ts('await contract({ changes: ["docs/**"] });'),
      ts(mend),
      ts('await files.write("docs/sum.md", "It adds.");'),
      ts('await amend({ changes: ["docs/**", "sum.js"] }, "the bug is in sum.js");'),
      ts(mend + done),
    ]),
  );
  expect(result).toMatchObject({
    stop_reason: "verified",
    permission_denials: [{ tool_name: "Edit", tool_input: { files: "sum.js" } }],
    evidence: { contract: { changes: ["docs/**", "sum.js"] } },
  });
  expect(exit).toBe(0);
  const shown = await scene.tackle("show", String(result["session_id"]), "--output-format", "json");
  expect(shown.stdout).toContain("sum.js is not in the contract (docs/**)");
  expect(shown.stdout).toContain('"reason":"the bug is in sum.js"');
});

test("a contract without a check, without anything that may change, or amended without a reason is turned down", async () => {
  const bare = makeScene({ "sum.js": sumProject["sum.js"] ?? "" });
  const script = bare.script([ts('await contract({ changes: ["sum.js"] });'), { text: "no" }]);
  const first = await bare.run("x", "--model", script);
  const shown = await bare.tackle("show", String(first.result["session_id"]));
  expect(shown.stdout).toContain("a contract names a check: none was found in this project");
  const scene = makeScene(sumProject);
  const cells = ["await contract({ changes: [] });", 'await amend({ changes: ["a"] }, "because");'];
  const more = ['await contract({ changes: ["sum.js"] });', 'await amend({ changes: ["a"] }, " ");'];
  const { result } = await scene.run(
    "x",
    "--model",
    scene.script([...[...cells, ...more].map(ts), { text: "no" }]),
  );
  const said = (await scene.tackle("show", String(result["session_id"]))).stdout;
  expect(said).toContain("a contract names what may change");
  expect(said).toContain("there is no contract yet");
  expect(said).toContain("an amendment needs a reason");
});

test("the contract's own checks decide too, and stay when it is amended", async () => {
  const scene = makeScene(sumProject);
  const model = scene.script([
    ts('await contract({ changes: ["sum.js"], checks: ["grep -q documented sum.js"] });'),
    ts(`${mend}await amend({ checks: [] }, "less to do");${done}`),
  ]);
  const { exit, result } = await scene.run("fix it", "--model", model);
  expect(exit).toBe(3);
  expect(JSON.stringify(result["evidence"])).toContain(
    "the contract's check `grep -q documented sum.js` ends with exit 1",
  );
});
