/** Spans on their way to a collector: OTLP over HTTP, where and how the standard variables say. */
import { SpanStatusCode, SpanKind, TraceFlags, type SpanContext } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  type Resource,
} from "@opentelemetry/resources";
import type { SpanData } from "./span.ts";

type Readable = Parameters<OTLPTraceExporter["export"]>[0][number];
type Time = Readable["startTime"];

/** Sends the spans and waits until they have arrived. Rejects with what the exporter says. `version` is tackle's own. */
export async function sendSpans(spans: readonly SpanData[], version: string): Promise<void> {
  const exporter = new OTLPTraceExporter();
  const named = detectResources({ detectors: [envDetector] });
  const own = resourceFromAttributes({ "service.name": "tackle", "service.version": version });
  const resource = defaultResource().merge(own).merge(named);
  try {
    await new Promise<void>((resolve, reject) => {
      exporter.export(
        spans.map((span) => readable(span, resource, version)),
        ({ error }) => (error === undefined ? resolve() : reject(error)),
      );
    });
  } finally {
    await exporter.shutdown();
  }
}

const timeOf = (milliseconds: number): Time => [
  Math.floor(milliseconds / 1000),
  Math.round((milliseconds % 1000) * 1e6),
];

function readable(span: SpanData, resource: Resource, version: string): Readable {
  const context = (spanId: string): SpanContext => ({
    traceId: span.trace,
    spanId,
    traceFlags: TraceFlags.SAMPLED,
  });
  return {
    name: span.name,
    kind: span.client ? SpanKind.CLIENT : SpanKind.INTERNAL,
    spanContext: () => context(span.id),
    ...(span.parent !== undefined && { parentSpanContext: context(span.parent) }),
    startTime: timeOf(span.start),
    endTime: timeOf(span.end),
    duration: timeOf(span.end - span.start),
    ended: true,
    status:
      span.error === undefined
        ? { code: SpanStatusCode.UNSET }
        : { code: SpanStatusCode.ERROR, message: span.error },
    attributes: { ...span.attributes },
    events: span.events.map(({ name, at, attributes }) => ({ name, time: timeOf(at), attributes })),
    links: [],
    resource,
    instrumentationScope: { name: "tackle", version },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
