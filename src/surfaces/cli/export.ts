/** `tackle export`: a session in the formats of others, on stdout. */
import { exportForms, exportSession, Fault } from "../../index.ts";
import type { PastWish } from "./past-wish.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Prints the session, says on stderr what was taken out of it, and returns the exit code. */
export async function exportTo(
  { sessions: [session = ""], form, secrets }: PastWish,
  terminal: Terminal,
): Promise<number> {
  const wanted = exportForms.find((each) => each === (form === "" ? "markdown" : form));
  if (wanted === undefined)
    throw new Fault("bad_usage", `there is no format ${form}`, `the formats are ${exportForms.join(", ")}`);
  const { state, keys } = readSurroundings(process.env);
  const { text, redacted } = await exportSession({
    state,
    session,
    form: wanted,
    keys: Object.values(keys),
    withSecrets: secrets,
  });
  terminal.out(text);
  if (redacted > 0)
    terminal.error(
      `${redacted} ${redacted === 1 ? "secret was" : "secrets were"} redacted; --with-secrets leaves them in\n`,
    );
  return 0;
}
