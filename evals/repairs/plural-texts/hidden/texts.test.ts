import test from "node:test";
import assert from "node:assert/strict";
import { fallbacks } from "../src/locale.ts";

test("from the region to the default, each once", () => {
  assert.deepEqual(fallbacks("pt-BR"), ["pt-BR", "pt", "en"]);
  assert.deepEqual(fallbacks("zh-Hant-TW", "zh"), ["zh-Hant-TW", "zh"]);
  assert.deepEqual(fallbacks("en"), ["en"]);
});
