import { expect, test } from "vitest";
import { adviceOn, kernelAdvice, placeNotes } from "../../../src/interface/environment/advice.ts";

const failed = (output: string): string => adviceOn({ exit: 1, output }).join("\n");

test.each([
  [
    "npm error network request failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org",
    "registry.npmjs.org:443",
  ],
  ["curl: (6) Could not resolve host: example.com", "example.com:443"],
  ["fatal: unable to access: Could not resolve host: github.com", "github.com:443"],
  ["wget: unable to resolve host address ‘example.com’", "example.com:443"],
  ["Error: connect ENETUNREACH 1.1.1.1:443 - Local (0.0.0.0:0)", "1.1.1.1:443"],
  ["<urlopen error [Errno -3] Temporary failure in name resolution>", "<host>:443"],
])("a program that failed with %s is told what would allow it", (output, place) => {
  expect(failed(output)).toContain(`--allow-net ${place}`);
});

test("a program that came through, or failed otherwise, is told nothing of a network", () => {
  expect(adviceOn({ exit: 0, output: "Could not resolve host: example.com" })).toEqual([]);
  expect(failed("TypeError: x is undefined")).toBe("");
});

test("what an allowlist refused goes before what was guessed, and is told once", () => {
  const blocked = ["example.com:443 may not be reached; --allow-net example.com:443 would allow it"];
  const run = { exit: 56, output: "Could not resolve host: other.org", blocked };
  expect([...placeNotes(run), ...adviceOn(run)]).toEqual([`network: ${blocked[0]}`]);
  expect(placeNotes({ exit: 0, blocked, reached: ["a.org:443"] })).toEqual([
    "network: reached a.org:443",
    `network: ${blocked[0]}`,
  ]);
});

test("a TypeScript cell is told that it has no network, and who has", () => {
  const [line] = kernelAdvice("fetch failed (cause: getaddrinfo ENOTFOUND example.com)");
  expect(line).toContain(
    "a typescript cell has no network; in a shell cell or by shell.run `--allow-net example.com:443`",
  );
  expect(kernelAdvice("x is undefined")).toEqual([]);
});
