import { once } from "node:events";
import { Duplex } from "node:stream";
import { expect, test } from "vitest";
import { openRelay } from "../../../../src/interface/environment/egress/relay.ts";

type Sent = readonly [type: string, id: number, text: string];
const broken: readonly (readonly [string, readonly Sent[]])[] = [
  [
    "a stream that was opened twice",
    [
      ["O", 1, ""],
      ["O", 1, ""],
    ],
  ],
  [
    "more than may be sent",
    [
      ["O", 1, ""],
      ["D", 1, "x".repeat(300_000)],
    ],
  ],
  [
    "leave to send that nobody took",
    [
      ["O", 1, ""],
      ["A", 1, "\u007f\0\0\0"],
    ],
  ],
  [
    "a word that there is not",
    [
      ["O", 1, ""],
      ["Z", 1, ""],
    ],
  ],
  ["a frame without an end", [["D", 1, "x".repeat(2 << 20)]]],
];

test.each(broken)("%s closes the channel", async (_name, frames) => {
  const channel = new Duplex({
    read: () => {},
    write: (_bytes, _encoding, done) => done(),
  });
  openRelay(channel, (stream) => void stream.on("error", () => {}));
  for (const [type, id, text] of frames) {
    const head = Buffer.alloc(9);
    head.write(type, "latin1");
    head.writeUInt32BE(id, 1);
    head.writeUInt32BE(text.length, 5);
    channel.push(Buffer.concat([head, Buffer.from(text, "latin1")]));
  }
  await once(channel, "close");
  expect(channel.destroyed).toBe(true);
});
