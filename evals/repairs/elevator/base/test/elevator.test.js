const { Elevator } = require("../src/elevator");

const run = (from, ...calls) => {
  const elevator = new Elevator(from);
  for (const floor of calls) elevator.call(floor);
  return calls.map(() => elevator.step()).filter((floor) => floor !== undefined);
};
describe("Elevator", () => {
  test("nobody calls", () => expect(new Elevator().step()).toBeUndefined());
  test("stops on its way", () => expect(run(0, 5, 2)).toEqual([2, 5]));
  test("its own floor is no call", () => expect(run(3, 3)).toEqual([]));
  test("goes on up before it comes down", () => expect(run(5, 4, 7, 9)).toEqual([7, 9, 4]));
  test("comes down when nothing is above", () => expect(run(5, 1, 3)).toEqual([3, 1]));
});
