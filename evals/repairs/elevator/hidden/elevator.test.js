const test = require("node:test");
const assert = require("node:assert/strict");
const { Elevator } = require("../src/elevator");

test("it turns at most once when all calls are known", () => {
  for (let seed = 1; seed < 30; seed += 1) {
    const calls = [...new Set(Array.from({ length: 6 }, (_, n) => (seed * (n + 3) * 7) % 13))].filter((floor) => floor !== 6);
    const elevator = new Elevator(6);
    for (const floor of calls) elevator.call(floor);
    const stops = calls.map(() => elevator.step());
    const up = calls.filter((floor) => floor > 6).sort((a, b) => a - b);
    const down = calls.filter((floor) => floor < 6).sort((a, b) => b - a);
    assert.deepEqual(stops, [...up, ...down]);
  }
});
test("a call on the way is served", () => {
  const elevator = new Elevator(0);
  elevator.call(8);
  elevator.call(4);
  elevator.step();
  elevator.call(6);
  elevator.call(1);
  assert.deepEqual([elevator.step(), elevator.step(), elevator.step()], [6, 8, 1]);
});
