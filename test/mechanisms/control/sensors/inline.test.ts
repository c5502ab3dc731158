import { expect, test } from "vitest";
import { inlineSensor, inlineTests } from "../../../../src/mechanisms/control/sensors/inline.ts";
import { readSubject } from "../../../../src/mechanisms/control/verification/subject.ts";

const program = (body: string, tests: string, example = "assert_eq!(sums::add(1, 2), 3);"): string =>
  `/// Adds.\n///\n/// \`\`\`\n/// ${example}\n/// \`\`\`\npub fn add(a: i32, b: i32) -> i32 {\n    ${body}\n}\n\n#[cfg(test)]\nmod tests {\n${tests}}\n`;
const adds = "    #[test]\n    fn adds() {\n        assert_eq!(super::add(1, 2), 3);\n    }\n";
const zero = "    #[test]\n    fn zero() {\n        assert_eq!(super::add(1, 0), 1);\n    }\n";
const was = program("a - b", adds + zero);

async function sense(is: string, declared = false): Promise<string> {
  const check = { command: "cargo test", source: "Cargo.toml", runner: "cargo" } as const;
  const subject = await readSubject({
    patch: {
      root: "/nowhere",
      files: ["src/lib.rs"],
      disk: "after",
      read: (side) => ({ bytes: new TextEncoder().encode(side === "before" ? was : is), mode: 0o644 }),
    },
    check,
    before: { check, exit: 101, ended: true, tests: [], output: "", milliseconds: 1, timedOut: false },
    declared: () => declared,
    look: () => Promise.reject(new Error("nothing is run")),
  });
  const { verdict, findings } = await inlineSensor.run(subject);
  return [verdict, ...findings.map(({ message }) => message)].join(": ");
}

test("a repair beside its tests, and a test more, keep them", async () => {
  expect(await sense(program("a + b", adds + zero))).toBe("green");
  const more = "    #[test]\n    fn far() {\n        assert_eq!(super::add(9, 9), 18);\n    }\n";
  expect(await sense(program("a + b", adds + zero + more))).toBe("green");
});

test.each([
  ["loosened", adds.replace("), 3", "), -1") + zero],
  ["taken out", zero],
  ["expected to panic", adds.replace("#[test]", "#[test]\n    #[should_panic]") + zero],
  ["ignored", adds.replace("#[test]", "#[test]\n    #[ignore]") + zero],
])("a Rust test that is %s in the program itself is found", async (_, tests) => {
  expect(await sense(program("a - b", tests))).toContain("no longer assert all that they did");
  expect(await sense(program("a - b", tests), true)).toBe("green");
});

test("an example of Rust's documentation that is changed is found", async () => {
  const changed = program("a - b", adds + zero, "assert_eq!(sums::add(1, 2), -1);");
  expect(await sense(changed)).toContain("lost the line: assert_eq!(sums::add(1, 2), 3);");
});

test("vitest's in-source tests are known", () => {
  const text = "export const sum = 1;\nif (import.meta.vitest) {\n  test('a', () => {});\n}\nconst x = 2;\n";
  expect(inlineTests(text, "a.ts")).toBe("if (import.meta.vitest) {\n  test('a', () => {});\n}");
});
