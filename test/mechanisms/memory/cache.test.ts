/** A provider's cache that was dropped by itself is told; one that was told to begin anew, or is not known, is not. */
import { expect, test } from "vitest";
import type { Fact, FactBody, FactOf } from "../../../src/core/fact.ts";
import { readSpending } from "../../../src/core/spending.ts";
import { cacheDropped } from "../../../src/mechanisms/memory/cache.ts";
import { paintSpending } from "../../../src/surfaces/closing.ts";
import { createStyle } from "../../../src/surfaces/style.ts";

interface Turn {
  readonly read: number;
  readonly write?: number;
  /** Minutes since the last reply. */
  readonly after?: number;
  readonly before?: FactBody;
}

/** The facts of some turns, each with a request and a reply. */
function log(turns: readonly Turn[]): readonly Fact[] {
  let at = 0;
  const facts: Fact[] = [];
  const add = (body: FactBody): void => void facts.push({ ...body, seq: facts.length + 1, at });
  for (const [index, { read, write = 0, after = 0, before }] of turns.entries()) {
    const turn = index + 1;
    at += after * 60_000;
    if (before) add(before);
    add({ type: "model.asked", turn });
    const usage = {
      inputTokens: 9000,
      outputTokens: 10,
      cacheReadTokens: read,
      cacheWriteTokens: write,
    };
    add({ type: "model.replied", turn, text: "words", cells: [], usage, finish: "stop", milliseconds: 1 });
  }
  return facts;
}

const isReply = (fact: Fact): fact is FactOf<"model.replied"> => fact.type === "model.replied";

function told(turns: readonly Turn[]): readonly FactBody[] {
  const facts = log(turns);
  const last = facts.findLast(isReply);
  return last ? cacheDropped(facts, last) : [];
}

const begun: FactBody = { type: "cache.begun", prefix: "p", why: "the instructions have changed" };

test("a provider that reads less than its cache held is told, with the time that had passed", () => {
  expect(
    told([
      { read: 0, write: 5000 },
      { read: 5000, write: 800 },
      { read: 0, write: 9000, after: 7 },
    ]),
  ).toEqual([{ type: "cache.dropped", turn: 3, held: 5800, found: 0, idle: 420_000 }]);
  // one that tells no writes holds at least what it has read
  expect(told([{ read: 0 }, { read: 4096 }, { read: 1024 }])).toMatchObject([{ held: 4096, found: 1024 }]);
});

test.each<[string, readonly Turn[]]>([
  ["the first request", [{ read: 0 }]],
  [
    "a cache that grows",
    [
      { read: 0, write: 5000 },
      { read: 5000, write: 500 },
    ],
  ],
  ["a block less", [{ read: 4096 }, { read: 3968 }]],
  ["a provider that tells nothing of caches", [{ read: 0 }, { read: 0 }]],
  [
    "requests that begin with something else",
    [
      { read: 0, write: 5000 },
      { read: 0, before: begun },
    ],
  ],
  [
    "another model",
    [{ read: 5000 }, { read: 0, before: { type: "model.switched", from: "a", to: "b", why: "w" } }],
  ],
])("nothing is told of %s", (_, turns) => {
  expect(told(turns)).toEqual([]);
});

test("it is told once, and what a turn cost says so", () => {
  const facts = log([
    { read: 0, write: 5000 },
    { read: 1000, write: 4000 },
  ]);
  const last = facts.findLast(isReply);
  const [body] = last ? cacheDropped(facts, last) : [];
  const more = body ? facts.concat({ ...body, seq: facts.length + 1, at: 0 }) : facts;
  expect(last && cacheDropped(more, last)).toEqual([]);
  expect(paintSpending(readSpending(more), createStyle(false)).at(-1)).toContain(
    "9,000 in (1,000 cached, 4,000 dropped by the provider's cache)",
  );
});
