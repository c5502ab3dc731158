const { merge, mergeAll } = require("../src/merge");

test("a person", () => expect(merge("{salutation},", { name: "Ada" })).toBe("Dear Ada,"));
test("a company", () => expect(merge("{salutation},", { company: "Acme" })).toBe("Dear people of Acme,"));
test("nobody in particular", () => expect(merge("{salutation}!", {})).toBe("Hello!"));
test("an unknown field stays", () => expect(merge("{x} {name}", { name: "Bob" })).toBe("{x} Bob"));
test("one letter each", () => expect(mergeAll("{name}", [{ name: "a" }, { name: "b" }])).toEqual(["a", "b"]));
