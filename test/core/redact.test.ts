/** Secrets that tackle holds never reach a journal. */
import { hash } from "node:crypto";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import type { FactBody } from "../../src/core/fact.ts";
import type { Journal } from "../../src/core/journal.ts";
import { redacting, secretsAmong } from "../../src/core/redact.ts";
import { createJournal } from "../../src/core/store.ts";
import { testFolder } from "./folder.ts";

const key = 'sk-"quoted"\\+$&-0123456789';
const secrets = secretsAmong({
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: "https://example.invalid",
  GH_TOKEN: "short",
});

function open(held = secrets): Journal {
  const written = createJournal(path.join(testFolder(), "journals"), { id: "s-1", clock: systemClock });
  onTestFinished(() => written.close());
  return redacting(written, held);
}

const ran = (output: string): FactBody => ({
  type: "cell.ran",
  cell: "c1",
  outcome: { status: "ok", output, milliseconds: 1 },
});

test("only long values of keys and tokens are secrets", () => {
  expect([...secrets.keys()]).toEqual(["OPENAI_API_KEY"]);
});

test.each([
  ["itself", key],
  ["its JSON", JSON.stringify({ key })],
  ...[0, 1, 2].map((before) => [
    `base64, ${before} bytes in`,
    Buffer.from(`${"x".repeat(before)}${key} and more`).toString("base64"),
  ]),
  ["base64url", Buffer.from(`??>${key}`).toString("base64url")],
])("%s is redacted in a fact, in what listeners hear, and in kept bytes", (_form, text) => {
  const journal = open();
  const heard: unknown[] = [];
  journal.listen((fact) => heard.push(fact));
  journal.append(ran(`before ${text} after`));
  const bytes = Buffer.concat([Buffer.from([0xff, 0, 0x80]), Buffer.from(text)]);
  const kept = [journal.keep(text), journal.keep(bytes)].map((name) =>
    Buffer.from(journal.read(name) ?? []).toString("latin1"),
  );
  for (const told of [JSON.stringify(journal.facts), JSON.stringify(heard), ...kept]) {
    expect(told).toContain("[redacted:OPENAI_API_KEY]");
    for (const form of [key, JSON.stringify(key).slice(1, -1), text]) expect(told).not.toContain(form);
  }
  expect(kept[1]?.startsWith("\u{ff}\0\u{80}")).toBe(true);
});

test("what holds no secret is written as it is, and without secrets there is nothing between", () => {
  const journal = open();
  const bytes = Uint8Array.from([0xc3, 0x28, 0xff, 0]);
  expect(journal.keep(bytes)).toBe(hash("sha256", bytes));
  expect(journal.append(ran("plain"))).toMatchObject([{ outcome: { output: "plain" } }]);
  const plain = createJournal(path.join(testFolder(), "journals"), { id: "s-2", clock: systemClock });
  onTestFinished(() => plain.close());
  expect(redacting(plain, new Map())).toBe(plain);
});
