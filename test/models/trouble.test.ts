/** What the chat model does when its provider does not do what it should. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ask, faultOf, formats, hello, key, modelOn, openWire, type Step, type Wire } from "./ask.ts";

let wire: Wire;
let waits: number[];

describe.each(formats)("$name", (format) => {
  const open = async (...steps: readonly Step[]): Promise<void> => {
    wire = await openWire(format, steps);
  };

  beforeEach(() => {
    waits = [];
  });

  afterEach(async () => {
    await wire.close();
  });

  describe("asking again", () => {
    test.each([
      ["a rate limit", { type: "status", status: 429 }],
      ["a fault of the provider", { type: "status", status: 503 }],
      ["an overload", { type: "status", status: 529 }],
      ["a connection cut before any answer", { type: "reset" }],
      ["a stream without an end", { type: "truncate", text: "do" }],
      ["a chunk that is no JSON", { type: "malformed", text: "do" }],
      ["an error in the stream", { type: "error", text: "do" }],
      ["a connection cut in mid-stream", { type: "disconnect", text: "do" }],
    ] as const)("follows %s, and what was shown ends with the reply once", async (_, trouble) => {
      await open(trouble, { type: "reply", text: "done" });
      expect(await ask(wire, {}, waits)).toMatchObject({ text: "done", deltas: "done" });
      expect(waits).toEqual([250]);
      expect(wire.requests).toHaveLength(2);
    });

    test("never takes a part of a reply for the whole, wherever the stream was cut", async () => {
      const reply = {
        type: "reply",
        text: "I run two commands.",
        calls: [
          { name: "bash", arguments: '{"command":"true"}' },
          { name: "bash", arguments: '{"command":"false"}' },
        ],
      } as const;
      const { length } = Buffer.from(format.whole(reply));
      const cuts = Array.from({ length: 60 }, (_, index) => Math.floor((index * length) / 60));
      wire = await openWire(
        format,
        cuts.flatMap((cut) => [{ ...reply, cut }, reply]),
      );
      for (const cut of cuts) {
        const { text, cells } = await ask(wire);
        expect({ cut, text, cells: cells.map(({ code }) => code) }).toEqual({
          cut,
          text: reply.text,
          cells: ["true", "false"],
        });
        if (wire.requests.length % 2 === 1) await ask(wire); // it was whole already: takes the second one
      }
    });

    test("waits as long as the provider asks, in seconds or milliseconds", async () => {
      await open(
        { type: "status", status: 429, headers: { "retry-after": "7" } },
        { type: "status", status: 429, headers: { "retry-after-ms": "120" } },
        { type: "reply", text: "done" },
      );
      await ask(wire, {}, waits);
      expect(waits).toEqual([7000, 120]);
    });

    test("does not wait for a date that has passed", async () => {
      const headers = { "retry-after": "Sun, 06 Nov 1994 08:49:37 GMT" };
      await open({ type: "status", status: 503, headers }, { type: "reply", text: "done" });
      await ask(wire, {}, waits);
      expect(waits).toEqual([0]);
    });

    test("ends at once when it is interrupted while it waits", async () => {
      await open({ type: "status", status: 429, headers: { "retry-after": "59" } });
      const stop = new AbortController();
      const asked = modelOn(wire, { wait: true }).reply(hello, { signal: stop.signal });
      setTimeout(() => stop.abort(), 100);
      expect((await faultOf(asked)).message).toBe("wire/small was interrupted before it had replied");
    });

    test("is given up when the provider asks for more than a minute", async () => {
      await open({ type: "status", status: 429, headers: { "retry-after": "3600" } });
      expect(await faultOf(ask(wire, {}, waits))).toMatchObject({
        code: "model_failed",
        hint: "it asks to wait 3600 s; try again then",
      });
    });

    test("doubles the wait, and ends after four times", async () => {
      const busy: Step = { type: "status", status: 500, message: "over\nloaded\u001b[2J" };
      await open(busy, busy, busy, busy, { type: "reply", text: "too late" });
      const fault = await faultOf(ask(wire, {}, waits));
      const host = new URL(wire.base).host;
      expect(fault.message).toBe(`Wire at ${host} answered 500: over loaded [2J (asked 4 times)`);
      expect(waits).toEqual([250, 500, 1000]);
    });

    test("shows a reply that takes another way whole", async () => {
      await open({ type: "truncate", text: "the first" }, { type: "reply", text: "then another" });
      expect((await ask(wire, {}, waits)).deltas).toBe("the first\nthen another");
    });

    test.each([400, 402, 403, 404, 422])("does not follow %d", async (status) => {
      await open({ type: "status", status });
      expect((await faultOf(ask(wire, {}, waits))).code).toBe("model_failed");
      expect(wire.requests).toHaveLength(1);
    });

    test.each([
      ["gemma does not support tools", "add #fenced"],
      ["No endpoints found that support tool use", "add #fenced"],
      ["maximum context length is 8192 tokens", "longer than this model can read"],
    ])("that says %s has a hint", async (message, hint) => {
      await open({ type: "status", status: 400, message });
      expect((await faultOf(ask(wire))).hint).toContain(hint);
    });

    test("does not follow an account without credit", async () => {
      const body = '{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}';
      await open({ type: "status", status: 429, body });
      expect((await faultOf(ask(wire, {}, waits))).hint).toBe("the account has no credit left");
    });

    test("does not follow a server that nobody started", async () => {
      await open();
      await wire.close();
      const fault = await faultOf(ask(wire, {}, waits));
      expect(fault.message).toMatch(/^Wire at 127.0.0.1:\d+ cannot be reached \(ECONNREFUSED\)$/);
    });
  });

  describe("a key", () => {
    test("that is refused is a missing key, named by its variable", async () => {
      await open({ type: "status", status: 401, message: `bad key ${key}` });
      const fault = await faultOf(ask(wire, {}, waits));
      expect(fault).toMatchObject({
        code: "missing_key",
        hint: "set WIRE_API_KEY to a valid key, or store one with: tackle login",
      });
      expect(JSON.stringify([fault.message, fault.hint, String(fault.cause)])).not.toContain(key);
    });

    test.each([
      { type: "status", status: 400, message: `no: ${key}` },
      { type: "status", status: 404, body: `plain ${key}` },
    ] as const)("is taken out of what a provider says", async (step) => {
      await open(step);
      const fault = await faultOf(ask(wire, {}, waits));
      expect(fault.message).toContain("[key]");
      expect(fault.stack).not.toContain(key);
      expect(fault.cause).toBeUndefined();
    });
  });
});
