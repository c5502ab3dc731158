/** Anthropic's messages, as a server sees them. */
import { z } from "zod";
import { pieces, type Format } from "./server.ts";
import { entriesIn, parameters } from "./schema.ts";

const cache = {
  cache_control: z
    .strictObject({ type: z.literal("ephemeral"), ttl: z.enum(["5m", "1h"]).optional() })
    .optional(),
};
const text = z.strictObject({
  type: z.literal("text"),
  text: z.string().refine((words) => words.trim() !== "", "text content blocks must be non-empty"),
  ...cache,
});
const image = z.strictObject({
  type: z.literal("image"),
  source: z.strictObject({
    type: z.literal("base64"),
    media_type: z.enum(["image/png", "image/jpeg", "image/gif", "image/webp"]),
    data: z.base64(),
  }),
  ...cache,
});
const result = z.strictObject({
  type: z.literal("tool_result"),
  tool_use_id: z.string().regex(/^[\w-]+$/),
  content: z.union([z.string(), z.array(text)]).optional(),
  is_error: z.boolean().optional(),
  ...cache,
});
const thinking = z.strictObject({
  type: z.literal("thinking"),
  thinking: z.string(),
  signature: z.string().startsWith("sealed:", "Invalid `signature` in `thinking` block"),
});
const redacted = z.strictObject({ type: z.literal("redacted_thinking"), data: z.string().min(1) });
const use = z.strictObject({
  type: z.literal("tool_use"),
  id: z.string().regex(/^[\w-]+$/),
  name: z.string().regex(/^[\w-]{1,128}$/),
  input: z.looseObject({}),
  ...cache,
});
const anyMessage = z.discriminatedUnion("role", [
  z.strictObject({
    role: z.literal("user"),
    content: z.array(z.discriminatedUnion("type", [text, image, result])).min(1),
  }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.array(z.discriminatedUnion("type", [text, thinking, redacted, use])).min(1),
  }),
]);
const schema = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().positive(),
  system: z.array(text).min(1).optional(),
  messages: z.array(anyMessage).min(1),
  tools: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[\w-]{1,128}$/),
        description: z.string().optional(),
        input_schema: parameters,
        ...cache,
      }),
    )
    .min(1)
    .optional(),
  tool_choice: z.strictObject({ type: z.literal("auto") }).optional(),
  stream: z.literal(true),
});

function order({ system = [], messages, tools = [] }: z.infer<typeof schema>): readonly string[] {
  const wrong: string[] = [];
  const used = new Set<string>();
  let open: readonly string[] = [];
  for (const [index, each] of messages.entries()) {
    if (each.role !== (index % 2 === 0 ? "user" : "assistant"))
      wrong.push(`message ${index}: roles must alternate`);
    if (each.role === "user") {
      const answered = each.content.flatMap((block) =>
        block.type === "tool_result" ? [block.tool_use_id] : [],
      );
      const first = each.content.slice(0, answered.length).every((block) => block.type === "tool_result");
      if (!first) wrong.push(`message ${index}: tool_result blocks must come first`);
      if (open.toSorted().join() !== answered.toSorted().join())
        wrong.push(`message ${index}: tool_use ${open.join()} is answered by tool_result ${answered.join()}`);
      open = [];
      continue;
    }
    const last = each.content.at(-1);
    if (last?.type === "thinking" || last?.type === "redacted_thinking")
      wrong.push(`message ${index}: the final block cannot be thinking`);
    open = each.content.flatMap((block) => (block.type === "tool_use" ? [block.id] : []));
    for (const id of open) {
      if (used.has(id)) wrong.push(`message ${index}: tool_use ids must be unique, ${id} is not`);
      used.add(id);
    }
  }
  if (messages.at(-1)?.role !== "user") wrong.push("the last message must be the user's");
  const blocks: readonly object[] = [
    ...system,
    ...tools,
    ...messages.flatMap(({ content }): readonly object[] => content),
  ];
  const marks = blocks.filter((each) => "cache_control" in each && each.cache_control !== undefined);
  if (marks.length > 4)
    wrong.push(`a maximum of 4 blocks with cache_control may be provided, found ${marks.length}`);
  return wrong;
}

const event = (type: string, rest: object = {}): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
const start = (usage: object = {}): string =>
  event("message_start", {
    message: {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "wire",
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: {
        input_tokens: 10,
        output_tokens: 1,
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        ...usage,
      },
    },
  });
const block = (index: number, content: object, deltas: readonly object[]): string =>
  event("content_block_start", { index, content_block: content }) +
  deltas.map((delta) => event("content_block_delta", { index, delta })).join("") +
  event("content_block_stop", { index });

export const anthropic: Format = {
  name: "anthropic",
  base: "/v1",

  check(body, { path, headers }) {
    const parsed = schema.safeParse(body);
    if (!parsed.success) return [z.prettifyError(parsed.error)];
    const wrong = [...order(parsed.data)];
    if (path !== "/v1/messages") wrong.push(`there is no ${path}`);
    if (headers["anthropic-version"] === undefined) wrong.push("anthropic-version: header is required");
    return wrong;
  },

  replies: (body) => entriesIn(body, "messages").filter(({ role }) => role === "assistant").length,

  whole({ text: words, reasoning, seal, calls = [], finish, usage }) {
    let index = 0;
    let stream = start(usage) + event("ping");
    if (reasoning !== undefined) {
      stream += block(index++, { type: "thinking", thinking: "", signature: "" }, [
        ...pieces(reasoning, 5).map((piece) => ({ type: "thinking_delta", thinking: piece })),
        { type: "signature_delta", signature: seal ?? "sealed:1" },
      ]);
    }
    if (words !== undefined) {
      const deltas = pieces(words, 7).map((piece) => ({ type: "text_delta", text: piece }));
      stream += block(index++, { type: "text", text: "" }, deltas);
    }
    for (const [at, { name, arguments: given }] of calls.entries()) {
      const deltas = pieces(given, 9).map((piece) => ({ type: "input_json_delta", partial_json: piece }));
      stream += block(index++, { type: "tool_use", id: `toolu_of_provider_${at}`, name, input: {} }, deltas);
    }
    const reason = finish ?? (calls.length > 0 ? "tool_use" : "end_turn");
    return (
      stream +
      event("message_delta", {
        delta: { stop_reason: reason, stop_sequence: null },
        usage: { output_tokens: 20 },
      }) +
      event("message_stop")
    );
  },

  begin: (words) =>
    start() +
    event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }) +
    (words === undefined
      ? ""
      : event("content_block_delta", { index: 0, delta: { type: "text_delta", text: words } })),
  failure: (message, code) => ({ type: "error", error: { type: code ?? "error", message } }),
  malformed: `event: content_block_delta\ndata: {"type": "content_bl\n\n${event("content_block_stop", { index: 0 })}${event("message_delta", { delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 20 } })}${event("message_stop")}`,
  error: (given) => event("error", { error: given ?? { type: "overloaded_error", message: "Overloaded" } }),
};
