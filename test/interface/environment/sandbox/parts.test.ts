/** The small parts under the sandboxes: frames, filters, marks and transcripts. */
import {
  array,
  assert as holds,
  constantFrom,
  integer,
  nat,
  pre,
  property,
  string,
  uint8Array,
} from "fast-check";
import { expect, test } from "vitest";
import { createMarkReader } from "../../../../src/interface/environment/sandbox/end-mark.ts";
import {
  createFrameReader,
  packFrame,
  type Frame,
} from "../../../../src/interface/environment/sandbox/frames.ts";
import { seccompFilter } from "../../../../src/interface/environment/sandbox/seccomp.ts";
import { createTranscript } from "../../../../src/interface/environment/sandbox/transcript.ts";

/** `bytes` cut at the given places. */
function pieces(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

const cuts = array(nat());

test("frames arrive whole, however they are cut", () => {
  holds(
    property(array(uint8Array({ maxLength: 50 })), cuts, (payloads, at) => {
      const heard: Frame[] = [];
      const read = createFrameReader((frame) => heard.push(frame));
      const bytes = Buffer.concat(payloads.map((payload) => packFrame("O", payload)));
      for (const piece of pieces(bytes, at)) read(piece);
      expect(heard.map(({ payload }) => payload.toString("hex"))).toEqual(
        payloads.map((payload) => Buffer.from(payload).toString("hex")),
      );
    }),
  );
});

test("a frame that claims to be larger than any honest one is refused", () => {
  const read = createFrameReader(() => undefined);
  expect(() => read(Buffer.from([0x4f, 0xff, 0xff, 0xff, 0xff]))).toThrow(RangeError);
});

test("a mark ends a stream and is not part of it, however it is cut", () => {
  const mark = Buffer.from("abcab#");
  holds(
    property(string({ unit: constantFrom("a", "b", "c", "#", "x") }), cuts, (text, at) => {
      pre(!text.includes("abcab#"));
      let heard = "";
      let ends = 0;
      const read = createMarkReader(
        mark,
        (bytes) => (heard += bytes.toString()),
        () => ends++,
      );
      for (const piece of pieces(Buffer.concat([Buffer.from(text), mark]), at)) read(piece);
      expect([heard, ends]).toEqual([text, 1]);
    }),
  );
});

test("a transcript within its limit is all of the output, and one beyond it has its head and tail", () => {
  holds(
    property(
      string({ unit: "grapheme", maxLength: 300 }),
      cuts,
      integer({ min: 8, max: 400 }),
      (text, at, limit) => {
        const heard: string[] = [];
        const transcript = createTranscript(limit, (part) => heard.push(part));
        const bytes = Buffer.from(text);
        for (const piece of pieces(bytes, at)) transcript.add(piece);
        const { output, cut } = transcript.end();
        expect(heard.join("")).toBe(bytes.toString());
        if (cut === 0) return output === bytes.toString();
        expect(cut).toBe(bytes.length);
        const [head = "", tail = ""] = output.split(/\n\[… \d+ bytes left out …\]\n/);
        expect(bytes.toString().startsWith(head) && bytes.toString().endsWith(tail)).toBe(true);
        return Buffer.byteLength(head + tail) <= limit;
      },
    ),
  );
});

/** Runs a filter as the kernel would, on one call. */
function answer(filter: Buffer, data: Buffer): number {
  let accumulator = 0;
  for (let at = 0; at < filter.length; at += 8) {
    const [code, yes, no] = [filter.readUInt16LE(at), filter.readUInt8(at + 2), filter.readUInt8(at + 3)];
    const value = filter.readUInt32LE(at + 4);
    if (code === 0x06) return value;
    if (code === 0x20) accumulator = data.readUInt32LE(value);
    const fits =
      (code === 0x15 && accumulator === value) ||
      (code === 0x35 && accumulator >= value) ||
      (code === 0x45 && (accumulator & value) !== 0);
    if (code !== 0x20) at += 8 * (fits ? yes : no);
  }
  throw new Error("the filter has no end");
}

function call(audit: number, number: number, ...args: readonly number[]): Buffer {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(audit, 4);
  for (const [index, value] of args.entries()) data.writeUInt32LE(value, 16 + 8 * index);
  return data;
}

const allow = 0x7fff0000;
const notPermitted = 0x00050001;

test.each([
  { name: "x86_64", audit: 0xc000003e, read: 0, ptrace: 101, socket: 41, clone: 56 },
  { name: "aarch64", audit: 0xc00000b7, read: 63, ptrace: 117, socket: 198, clone: 220 },
] as const)(
  "the filter of $name answers each call as meant",
  ({ name, audit, read, ptrace, socket, clone }) => {
    const filter = seccompFilter(name, true);
    const asked = (number: number, ...args: readonly number[]): number =>
      answer(filter, call(audit, number, ...args));
    expect(asked(read)).toBe(allow);
    expect(asked(ptrace)).toBe(notPermitted);
    expect(asked(425)).toBe(0x00050000 | 38);
    expect([1, 2, 10, 40, 38, 17].map((family) => asked(socket, family, 1, 0) === allow)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([0, 9, 15].map((protocol) => asked(socket, 16, 3, protocol) === allow)).toEqual([
      true,
      false,
      false,
    ]);
    expect(asked(clone, 0x01200011)).toBe(allow);
    expect(asked(clone, 0x10000011)).toBe(notPermitted);
    expect(answer(filter, call(0x40000003, read))).toBe(0x80000000);
    expect(answer(seccompFilter(name, false), call(audit, socket, 1, 1, 0))).toBe(notPermitted);
  },
);
