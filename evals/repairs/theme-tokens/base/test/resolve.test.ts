import { expect, test } from "vitest";
import { resolve } from "../src/resolve.ts";

const tokens = { "blue.500": "#06c", accent: "{blue.500}", link: "{accent}", broken: "{nowhere}" };
test("a plain value", () => expect(resolve(tokens, "blue.500")).toBe("#06c"));
test("a reference", () => expect(resolve(tokens, "accent")).toBe("#06c"));
test("a reference to a reference", () => expect(resolve(tokens, "link")).toBe("#06c"));
test("an unknown token is refused", () => expect(() => resolve(tokens, "broken")).toThrow("there is no token nowhere"));
