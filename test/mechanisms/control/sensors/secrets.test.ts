import { expect, test } from "vitest";
import { secretIn } from "../../../../src/mechanisms/control/sensors/secrets.ts";

// Put together here, so that no scanner takes this file for what it tests.
const key = (...parts: readonly string[]): string => parts.join("");

test.each([
  [`const id = "${key("AKIA", "IOSFODNN7EXAMPLE")}";`, "an AWS key"],
  [key("-----BEGIN ", "PRIVATE KEY-----"), "a private key"],
  [`token: "${key("ghp_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8")}"`, "a GitHub token"],
  [`const apiKey = "${key("9fK2", "xQ7Lm3Zt8Vb1Rw6")}";`, "a secret that is written out"],
])("%s is found", (text, found) => {
  expect(secretIn(text)).toBe(found);
});

test.each([
  "const token = process.env.TOKEN;",
  'const password = "please-change-me-now";',
  'hash = "d41d8cd98f00b204e9800998ecf8427e"',
])("%s is none", (text) => expect(secretIn(text)).toBeUndefined());
