/** Spans of a session for OpenTelemetry. */
import { sendSessionSpans } from "../../index.ts";
import { readSurroundings } from "./surroundings.ts";

/** Sends the session's spans; what goes wrong is said in a line and changes nothing. */
export async function sendTelemetry(session: string, say: (line: string) => void): Promise<void> {
  const { env } = process;
  if (/grpc/i.test(env["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] ?? env["OTEL_EXPORTER_OTLP_PROTOCOL"] ?? ""))
    return say(
      "OpenTelemetry: tackle speaks OTLP over HTTP (JSON), not gRPC; give the collector's HTTP endpoint",
    );
  const { state, keys, version } = readSurroundings(env);
  const traceparent = env["TRACEPARENT"];
  try {
    await sendSessionSpans({
      state,
      session,
      version,
      keys: Object.values(keys),
      content: env["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"]?.toLowerCase() === "true",
      ...(traceparent !== undefined && { traceparent }),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`OpenTelemetry: the spans were not taken: ${why}`);
  }
}
