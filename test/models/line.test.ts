/** The line to a provider: silence ends it, and what was sent over it can be read. */
import { describe, test, type TestContext } from "vitest";
import type { Request } from "../../src/core/model.ts";
import { ask, faultOf, formats, key, openWire, system, type Format, type Step, type Wire } from "./ask.ts";

/** Closed with its test. The tests run beside one another, since what they wait for is time. */
async function open({ onTestFinished }: TestContext, format: Format, steps: readonly Step[]): Promise<Wire> {
  const wire = await openWire(format, steps);
  onTestFinished(() => wire.close());
  return wire;
}

describe.each(formats)("the line to $name", { concurrent: true }, (format) => {
  test("is given up when nothing comes any more", async (context) => {
    const { expect } = context;
    const wire = await open(context, format, [
      { type: "hang", text: "so" },
      { type: "reply", text: "so it is" },
    ]);
    expect(await ask(wire, { idle: 1500 })).toMatchObject({ text: "so it is", deltas: "so it is" });
    expect(wire.requests).toHaveLength(2);
  });

  test("is not given up while something drips", async (context) => {
    const { expect } = context;
    const wire = await open(context, format, [{ type: "reply", text: "drop by drop", pause: 300 }]);
    expect((await ask(wire, { idle: 2400 })).text).toBe("drop by drop");
    expect(wire.requests).toHaveLength(1);
  });

  test("tells when a request has left, before it is answered", async (context) => {
    const { expect } = context;
    const wire = await open(context, format, [{ type: "reply", text: "drop by drop", pause: 20 }]);
    const told: string[] = [];
    await ask(wire, { onSent: () => told.push("sent"), onDelta: () => told.push("heard") });
    expect(told.filter((each) => each === "sent")).toHaveLength(1);
    expect(told[0]).toBe("sent");
  });

  test("does not follow a redirect, and says so", async (context) => {
    const { expect } = context;
    const wire = await open(context, format, [{ type: "status", status: 308, message: "moved" }]);
    const fault = await faultOf(ask(wire));
    expect(fault.message).toContain("answered 308");
    expect(fault.hint).toContain("the base URL leads elsewhere");
    expect(wire.requests).toHaveLength(1);
  });

  test("gives back what was sent over it when it failed for good, without the key", async (context) => {
    const { expect } = context;
    const wire = await open(context, format, [{ type: "status", status: 400, message: "no" }]);
    const sent: { readonly url: string; readonly body: string }[] = [];
    const request: Request = { system, messages: [{ role: "user", text: `my key is ${key}` }] };
    await faultOf(ask(wire, { request, onFailure: (each) => sent.push(each) }));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.url).toContain(wire.base);
    expect(sent[0]?.body).toContain("my key is [key]");
    expect(JSON.stringify(sent)).not.toContain(key);
  });
});
