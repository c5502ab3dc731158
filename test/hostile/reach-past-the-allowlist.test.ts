/** Programs that have one place of the network open, and try to reach another through it. */
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { openEgress } from "../../src/interface/environment/egress/egress.ts";
import { backendsHere, openPlace } from "../interface/environment/sandbox/backends.ts";

const backend = (await backendsHere()).find(({ name, why }) => name !== "none" && why === "")?.name;

/** A server on this machine's loopback, and how often it was asked. */
async function serve(): Promise<{ readonly at: number; readonly hits: () => number }> {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits++;
    response.end("OPEN");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const bound = server.address();
  return { at: typeof bound === "object" ? (bound?.port ?? 0) : 0, hits: () => hits };
}

/** What is sent to the proxy, byte for byte; `open` and `shut` are ports of the loopback. */
const attacks: readonly (readonly [string, (open: number, shut: number) => readonly string[]])[] = [
  ["the other port", (_, shut) => [`CONNECT 127.0.0.1:${shut} HTTP/1.1`]],
  ["a name for it", (_, shut) => [`CONNECT localhost.:${shut} HTTP/1.1`]],
  ["the address as one number", (_, shut) => [`CONNECT 2130706433:${shut} HTTP/1.1`]],
  ["the address in octal", (_, shut) => [`CONNECT 0177.0.0.1:${shut} HTTP/1.1`]],
  ["the address, short", (_, shut) => [`CONNECT 127.1:${shut} HTTP/1.1`]],
  ["the address wrapped in another", (_, shut) => [`CONNECT [::ffff:127.0.0.1]:${shut} HTTP/1.1`]],
  ["nowhere", (_, shut) => [`CONNECT 0.0.0.0:${shut} HTTP/1.1`]],
  [
    "an allowed place as a user's name",
    (open, shut) => [`CONNECT 127.0.0.1:${open}@127.0.0.1:${shut} HTTP/1.1`],
  ],
  ["the same in a request", (open, shut) => [`GET http://127.0.0.1:${open}@127.0.0.1:${shut}/ HTTP/1.1`]],
  [
    "a host of its own tale",
    (open, shut) => [`GET http://127.0.0.1:${shut}/ HTTP/1.1`, `Host: 127.0.0.1:${open}`],
  ],
  ["a port behind a port", (open, shut) => [`CONNECT 127.0.0.1:${open}:${shut} HTTP/1.1`]],
  ["a backslash", (open, shut) => [`GET http://127.0.0.1:${shut}\\@127.0.0.1:${open}/ HTTP/1.1`]],
  ["two targets", (open, shut) => [`CONNECT 127.0.0.1:${shut} 127.0.0.1:${open} HTTP/1.1`]],
  [
    "a second request",
    (open, shut) => [`GET http://127.0.0.1:${open}/ HTTP/1.1`, "", `GET http://127.0.0.1:${shut}/ HTTP/1.1`],
  ],
  [
    "a forwarding header",
    (open, shut) => [`GET http://127.0.0.1:${open}/ HTTP/1.1`, `X-Forwarded-Host: 127.0.0.1:${shut}`],
  ],
];

test.runIf(backend !== undefined)("one open place opens no other, however it is asked for", async () => {
  const [open, shut] = [await serve(), await serve()];
  const { sandbox } = await openPlace(backend ?? "perl");
  const confined = openEgress(sandbox, [`127.0.0.1:${open.at}`]);
  const through: string[] = [];
  for (const [name, attack] of attacks) {
    const bytes = Buffer.from(`${attack(open.at, shut.at).join("\r\n")}\r\n\r\n`).toString("base64");
    const line = `exec 5<>/dev/tcp/127.0.0.1/3128; printf %s ${bytes} | base64 -d >&5; timeout 1 cat <&5`;
    const before = shut.hits();
    const run = await confined.run({ argv: ["/bin/bash", "-c", line], timeLimit: 20_000 });
    await run.stage.drop();
    if (shut.hits() !== before) through.push(name);
  }
  expect(through).toEqual([]);
  // The way itself works: what is open was reached.
  expect(open.hits()).toBeGreaterThan(0);
});
