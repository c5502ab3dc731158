import test from "node:test";
import assert from "node:assert/strict";
import { say, type Texts } from "../src/texts.ts";

const texts: Texts = {
  en: { hello: "Hello", files: { one: "# file", other: "# files" }, bye: "Bye" },
  de: { hello: "Hallo", files: { one: "# Datei", other: "# Dateien" } },
  "de-AT": { hello: "Servus" },
};
test("the language's own text", () => assert.equal(say(texts, "de-AT", "hello"), "Servus"));
test("the main language's text", () => assert.equal(say(texts, "de-AT", "files", 2), "2 Dateien"));
test("the default's text", () => assert.equal(say(texts, "de", "bye"), "Bye"));
test("plurals", () => assert.deepEqual([1, 2].map((n) => say(texts, "en", "files", n)), ["1 file", "2 files"]));
test("an unknown key is itself", () => assert.equal(say(texts, "fr", "nope"), "nope"));
