/** What is done when a session is over and whoever waited for it has been answered. */
import { tidySessions, toFault, type Result } from "../../index.ts";
import { readRetention } from "./retention.ts";
import { readSurroundings } from "./surroundings.ts";

/** Sends spans where that is turned on, lets go of overdue sessions and keeps the index; `say` is told what went. */
export async function afterwards({ view, session }: Result, say: (line: string) => void): Promise<void> {
  if (isTelemetryOn(process.env)) await (await import("./telemetry.ts")).sendTelemetry(session, say);
  const { state } = readSurroundings(process.env);
  try {
    const gone = await tidySessions({ state, root: view.root, retention: readRetention(process.env) });
    const names = gone.map((each) => each.session_id).join(", ");
    if (gone.length > 0) say(`${gone.length} old sessions are gone, as tackle sessions --du tells: ${names}`);
  } catch (thrown) {
    say(toFault(thrown).message); // settings that nobody can read let go of nothing
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** True when an endpoint is named, or `OTEL_TRACES_EXPORTER=otlp`, and nothing says no. */
function isTelemetryOn(environment: Environment): boolean {
  if (environment["OTEL_SDK_DISABLED"]?.toLowerCase() === "true") return false;
  const exporter = environment["OTEL_TRACES_EXPORTER"] ?? "";
  const endpoint =
    environment["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] ?? environment["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? "";
  if (exporter === "") return endpoint !== "";
  return exporter.split(",").some((name) => name.trim() === "otlp");
}
