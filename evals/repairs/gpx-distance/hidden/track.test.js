import test from "node:test";
import assert from "node:assert/strict";
import { distance } from "../src/geo.js";

test("Paris to London", () => {
  const metres = distance({ lat: 48.8566, lon: 2.3522 }, { lat: 51.5074, lon: -0.1278 });
  assert.ok(Math.abs(metres - 343560) < 500, `${metres}`);
});
test("half around the world", () => {
  const metres = distance({ lat: 0, lon: 0 }, { lat: 0, lon: 180 });
  assert.ok(Math.abs(metres - Math.PI * 6371000) < 1, `${metres}`);
});
