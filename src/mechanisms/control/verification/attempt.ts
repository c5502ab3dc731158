/** Variants of a change, tried one after the other: whether the tests notice them, and else how they differ. */
import type { Finding } from "../../../core/finding.ts";
import type { Telling } from "./contrast.ts";
import { openNearby, type Contrast, type Nearby, type Show, type Variant } from "./nearby.ts";
import type { Work } from "./work.ts";

export interface Attempt {
  /** What a variant comes to: its tests notice, or else how it differs; undefined where that cannot be known. */
  try(variant: Variant): Promise<Contrast | undefined | "noticed">;
  affords(): boolean;
  now(): Telling | undefined;
  /** A finding where the change crashes near a test and the original did not. */
  crash(): Promise<readonly Finding[]>;
}

/** Neighbours of the tests are read when they are needed first. */
export function createAttempt(work: Work, show: Show): Attempt {
  const { bench, reading } = work;
  let nearby: Nearby | undefined;
  return {
    affords: () => bench.affords(reading.before.milliseconds),
    now: () => nearby?.now,
    async crash() {
      nearby ??= await openNearby(work, show);
      const crash = await nearby.crash();
      return crash
        ? [
            {
              sensor: "pieces",
              severity: "warning",
              message: `near ${crash.near} the program cannot go on any more (${crash.words}), where it gave an answer before`,
              sign: "crashes-near",
            },
          ]
        : [];
    },
    async try(variant) {
      const { mode } = reading.patch.read("after", variant.file) ?? { mode: 0o644 };
      const bytes = new TextEncoder().encode(variant.text);
      const run = await bench.run({
        on: variant.on,
        experiment: true,
        show: (file) => (file === variant.file ? { bytes, mode } : show(file)),
      });
      if (!run.ended || run.exit !== 0) return "noticed";
      nearby ??= await openNearby(work, show);
      return nearby.compare(variant);
    },
  };
}
