/** Spans go to a collector when the standard variables name one, and nowhere else. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { makeScene, type Line } from "./scene.ts";

const script: readonly Line[] = [
  {
    text: "A look.",
    cells: [
      { language: "ts", code: 'await files.read("a.txt"); await files.read("none.txt");' },
      { language: "sh", code: "echo api_key=abc123def456" },
    ],
  },
  { text: "That was it." },
];

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number };
  readonly attributes: readonly Attribute[];
}

interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: {
    readonly resourceSpans: readonly {
      readonly resource: { readonly attributes: readonly Attribute[] };
      readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
    }[];
  };
}

/** A collector on the loopback that keeps what it is sent. */
async function collector(): Promise<{ readonly url: string; readonly sent: readonly Sent[] }> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (data) => (text += data));
    request.on("end", () => {
      sent.push({ url: request.url ?? "", headers: request.headers, body: JSON.parse(text) });
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address() as AddressInfo; // oxlint-disable-line typescript/no-unsafe-type-assertion
  return { url: `http://127.0.0.1:${address.port}`, sent };
}

const read = (attributes: readonly Attribute[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

test("an endpoint in the standard variable gets the session as spans of the agent, its requests, cells and calls", async () => {
  const { url, sent } = await collector();
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_HEADERS: "x-team=tools",
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment=test",
    TRACEPARENT: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  };
  const scene = makeScene({ "a.txt": "a\n" }, { env });
  const { result, stderr } = await scene.run("look", "--model", scene.script(script));
  expect(stderr).toBe("");
  const [only, ...more] = sent;
  expect(more).toEqual([]);
  expect(only?.url).toBe("/v1/traces");
  expect(only?.headers["x-team"]).toBe("tools");
  const [resourceSpans] = only?.body.resourceSpans ?? [];
  expect(read(resourceSpans?.resource.attributes ?? [])).toMatchObject({
    "service.name": "tackle",
    "deployment.environment": "test",
  });
  const spans = resourceSpans?.scopeSpans.flatMap((scope) => scope.spans) ?? [];
  const named = new Map(spans.map((span) => [span.spanId, span.name]));
  const parentOf = ({ parentSpanId = "" }: Span): string => named.get(parentSpanId) ?? parentSpanId;
  const model = scene.script(script);
  expect(spans.map((span) => `${parentOf(span)} > ${span.name} ${span.kind} ${span.status.code}`)).toEqual([
    "b7ad6b7169203331 > invoke_agent tackle 1 0",
    `invoke_agent tackle > chat ${model} 3 0`,
    "execute_tool typescript > execute_tool files.read 1 0",
    "execute_tool typescript > execute_tool files.read 1 2",
    "invoke_agent tackle > execute_tool typescript 1 2",
    "invoke_agent tackle > execute_tool shell 1 0",
    `invoke_agent tackle > chat ${model} 3 0`,
  ]);
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set(["0af7651916cd43dd8448eb211c80319c"]));
  for (const span of spans)
    expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
  expect(read(spans[0]?.attributes ?? [])).toMatchObject({
    "gen_ai.operation.name": "invoke_agent",
    "gen_ai.conversation.id": result["session_id"],
  });
  // What was said and done stays here unless somebody asks for it.
  expect(JSON.stringify(sent)).not.toMatch(/A look|a\.txt|api_key/);
});

test("contents go along only when the variable for that says so, and never what looks like a secret", async () => {
  const { url, sent } = await collector();
  const env = {
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/traces`,
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: "true",
  };
  const scene = makeScene({ "a.txt": "a\n" }, { env });
  await scene.run("look", "--model", scene.script(script));
  expect(sent.map((each) => each.url)).toEqual(["/traces"]);
  expect(JSON.stringify(sent)).toContain("A look.");
  expect(JSON.stringify(sent)).not.toContain("abc123def456");
});

test.each([
  ["without the variables", {}],
  ["when the SDK is disabled", { OTEL_SDK_DISABLED: "true" }],
  ["when no exporter is wanted", { OTEL_TRACES_EXPORTER: "none" }],
])("%s nothing is sent", async (name, off) => {
  const { url, sent } = await collector();
  const on = name === "without the variables" ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: url };
  const scene = makeScene({ "a.txt": "a\n" }, { env: { ...on, ...off } });
  const { stderr } = await scene.run("look", "--model", scene.script(script));
  expect(stderr).toBe("");
  expect(sent).toEqual([]);
});

test("a collector that is not there costs a line and nothing else", async () => {
  const scene = makeScene(
    { "a.txt": "a\n" },
    { env: { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9", OTEL_EXPORTER_OTLP_TIMEOUT: "500" } },
  );
  const { exit, result, stderr } = await scene.run("look", "--model", scene.script(script));
  expect(exit).toBe(0);
  expect(result["stop_reason"]).toBe("answered");
  expect(stderr).toMatch(/^.*OpenTelemetry: the spans were not taken: [^\n]*\n$/);
});
