/** How much a session may do, and when it asks: the modes that coding agents share, on three tiers. */
import { Fault } from "../../../core/fault.ts";

/** `read-only` drops every change; `sandbox-edit` leaves alone what sandbox, stage and undo make safe; `full-access` asks for nothing that no rule names. */
export type Tier = "read-only" | "sandbox-edit" | "full-access";

export interface Stance {
  readonly tier: Tier;
  /** `needed`: what a judge wants asked. `always`: whatever no rule allows. `never`: what would be asked is refused. */
  readonly asks: "needed" | "always" | "never";
}

const needed: Stance = { tier: "sandbox-edit", asks: "needed" };

const stances: Readonly<Record<string, Stance>> = {
  default: needed,
  acceptEdits: needed,
  auto: needed,
  manual: { tier: "sandbox-edit", asks: "always" },
  dontAsk: { tier: "sandbox-edit", asks: "never" },
  plan: { tier: "read-only", asks: "needed" },
  bypassPermissions: { tier: "full-access", asks: "needed" },
};

/** The names of all modes. */
export const permissionModes: readonly string[] = Object.keys(stances);

/** What a mode means. Throws `Fault("bad_usage")` when there is none of that name. */
export function readMode(name: string): Stance {
  const stance = Object.hasOwn(stances, name) ? stances[name] : undefined;
  if (stance) return stance;
  throw new Fault(
    "bad_usage",
    `there is no permission mode ${name}`,
    `choose one of ${permissionModes.join(", ")}`,
  );
}
