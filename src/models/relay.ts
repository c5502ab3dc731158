/** Passes a reply's words on as they come, also when the reply had to be begun again. */

/** Words go to `say`; `restart` begins the reply anew. */
export interface Relay {
  readonly say: (text: string) => void;
  readonly restart: () => void;
}

/**
 * What was shown cannot be taken back. So a reply that begins again is shown from where it goes beyond what was shown; if it
 * goes another way it is shown whole on a new line. Either way all that was shown ends with the reply.
 */
export function createRelay(onDelta: (text: string) => void): Relay {
  let shown = "";
  let now = "";
  return {
    restart: () => {
      now = "";
    },
    say: (text) => {
      now += text;
      if (shown.startsWith(now)) return;
      onDelta(now.startsWith(shown) ? now.slice(shown.length) : `\n${now}`);
      shown = now;
    },
  };
}
