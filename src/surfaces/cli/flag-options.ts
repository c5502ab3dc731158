/** The flags of `run` that a session keeps. */
import { readDestinations, type ResumeOptions } from "../../index.ts";
import { permissionsOf } from "./permission-flags.ts";
import type { RunWish } from "./wish.ts";
import { workspace } from "./workspace.ts";

export type Options = NonNullable<ResumeOptions["options"]>;

/** What was said on the command line, and nothing else. Throws `Fault("bad_usage")` for a value that cannot be. */
export async function optionsOf(wish: RunWish): Promise<Options> {
  const {
    model,
    verify,
    reviewer,
    sandbox,
    systemWords: words,
    addDirs,
    mayChange,
    allowSecrets,
    allowNet,
  } = wish;
  const permissions = permissionsOf(wish);
  const schema =
    wish.schema === undefined ? undefined : await (await import("./schema-flag.ts")).readSchema(wish.schema);
  return {
    ...(model !== undefined && { model }),
    ...(verify !== undefined && { verify }),
    ...(reviewer !== undefined && { reviewer }),
    ...(sandbox !== undefined && { sandbox }),
    ...(words !== undefined && { words }),
    ...(addDirs && { readable: addDirs.map(workspace) }),
    ...(mayChange && { mayChange }),
    ...(allowSecrets && { allowSecrets }),
    ...(allowNet && { allowNet: await readDestinations(allowNet) }),
    ...(schema && { schema }),
    ...(permissions && { permissions }),
  };
}
