import { describe, expect, it } from "vitest";
import { validate } from "../src/form.ts";
import { atLeast, pattern } from "../src/rules.ts";

const form = {
  name: { rules: [atLeast(2)] },
  phone: { rules: [pattern(/^\+?\d+$/, "not a number")], optional: true },
};
describe("validate", () => {
  it("is content with a right form", () => expect(validate(form, { name: "Ada", phone: "+49123" })).toEqual({}));
  it("says what is wrong", () => expect(validate(form, { name: "A", phone: "x" })).toEqual({ name: "at least 2 characters", phone: "not a number" }));
  it("leaves an empty optional field alone", () => expect(validate(form, { name: "Ada" })).toEqual({}));
});
