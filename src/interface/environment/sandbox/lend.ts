/** A sandbox for one run: what the run has launched in it ends with the run, the sandbox itself does not. */
import type { Guest, Sandbox } from "../sandbox.ts";

/** `end` ends the programs that were launched through what is lent, and settles when they are gone. */
export function lend<S extends Pick<Sandbox, "launch">>(
  lent: S,
): { readonly sandbox: S; readonly end: () => Promise<void> } {
  const guests = new Set<Guest>();
  return {
    sandbox: {
      ...lent,
      async launch(program) {
        const guest = await lent.launch(program);
        guests.add(guest);
        void guest.exited.then(() => guests.delete(guest));
        return guest;
      },
    },
    async end() {
      const left = [...guests];
      for (const guest of left) guest.kill();
      await Promise.all(left.map(({ exited }) => exited));
    },
  };
}
