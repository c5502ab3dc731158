const { balances } = require("../src/ledger");
const { cents, format } = require("../src/amount");

describe("amounts", () => {
  it("reads whole amounts", () => expect(cents("1,200")).toBe(120000));
  it("reads cents", () => expect(cents("0.75")).toBe(75));
  it("prints two digits", () => expect(format(5)).toBe("0.05"));
});
it("adds entries up", () => {
  expect(balances([{ amount: "10.50" }, { amount: "-3.25" }])).toEqual(["10.50", "7.25"]);
});
