/** What the program for torture is told. */

import type { Spoken } from "./say-once.ts";

export interface Order {
  readonly root: string;
  readonly state: string;
  readonly model: string;
  /** The session to resume; absent: a new one. */
  readonly session?: string;
  /** What is said, and answered by these cells; `begun`: it was said before the session was cut off. Absent: the model's own script. */
  readonly step?: Spoken & { readonly begun: boolean };
  /** It kills itself right before or after its commit of this number, counted from 1. */
  readonly kill?: { readonly commit: number; readonly side: "before" | "after" };
}
