/** Reads a request that came to nothing out of a session's journal. */
import { openBlobReader } from "./blobs.ts";
import { findSession } from "./library.ts";
import { readJournal } from "./reader.ts";

/** The address and the body of the last one, as it was sent; undefined when there is none. Throws `Fault("session_unknown")`. */
export function failedRequest(
  state: string,
  id: string,
): { readonly url: string; readonly body: string } | undefined {
  const path = findSession(state, id);
  const failed = readJournal(path, { salvage: true }).facts.findLast((fact) => fact.type === "model.failed");
  if (failed?.type !== "model.failed") return undefined;
  const blobs = openBlobReader(path);
  try {
    const bytes = blobs.read(failed.request);
    return bytes && { url: failed.url, body: Buffer.from(bytes).toString("utf8") };
  } finally {
    blobs.close();
  }
}
