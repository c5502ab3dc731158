/** Chat completions, as a server sees them. */
import { z } from "zod";
import { data, isObject, pieces, type Format } from "./server.ts";
import { entriesIn, parameters } from "./schema.ts";

const call = z.strictObject({
  id: z.string().min(1),
  type: z.literal("function"),
  function: z.strictObject({ name: z.string().regex(/^[\w-]{1,64}$/), arguments: z.string() }),
});
const userPart = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string().min(1) }),
  z.strictObject({
    type: z.literal("image_url"),
    image_url: z.strictObject({ url: z.string().regex(/^data:image\/(png|jpeg|gif|webp);base64,[\w+/=]+$/) }),
  }),
]);
const anyMessage = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: z.string().min(1) }),
  z.strictObject({ role: z.literal("user"), content: z.union([z.string(), z.array(userPart).min(1)]) }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.string().nullable(),
    tool_calls: z.array(call).min(1).optional(),
  }),
  z.strictObject({ role: z.literal("tool"), tool_call_id: z.string(), content: z.string() }),
]);
const tool = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({ name: z.string(), description: z.string(), parameters }),
});
const schema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(anyMessage).min(1),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.literal(true) }),
  tools: z.array(tool).min(1).optional(),
});

/** What is wrong in the order of calls and their results. */
function order({ messages }: z.infer<typeof schema>): readonly string[] {
  const wrong: string[] = [];
  const used = new Set<string>();
  let open = new Set<string>();
  for (const [index, each] of messages.entries()) {
    if (each.role === "system" && index > 0) wrong.push(`message ${index}: a system message amid the others`);
    if (each.role === "tool") {
      if (!open.delete(each.tool_call_id)) wrong.push(`message ${index}: no open call ${each.tool_call_id}`);
      continue;
    }
    if (open.size > 0) wrong.push(`message ${index}: calls ${[...open].join(", ")} have no result`);
    open = new Set();
    if (each.role !== "assistant") continue;
    if ((each.content ?? "") === "" && each.tool_calls === undefined)
      wrong.push(`message ${index}: is empty`);
    for (const { id, function: asked } of each.tool_calls ?? []) {
      if (used.has(id)) wrong.push(`message ${index}: the id ${id} was used before`);
      used.add(id);
      open.add(id);
      if (!isObject(asked.arguments))
        wrong.push(`message ${index}: the arguments of ${id} are no JSON object`);
    }
  }
  if (open.size > 0) wrong.push(`at the end: calls ${[...open].join(", ")} have no result`);
  return wrong;
}

const chunk = (delta: object, finish: string | null = null): string =>
  data({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_700_000_000,
    model: "wire",
    choices: [{ index: 0, delta, finish_reason: finish }],
  });

export const chat: Format = {
  name: "chat",
  base: "/v1",

  check(body, { path }) {
    const parsed = schema.safeParse(body);
    if (!parsed.success) return [z.prettifyError(parsed.error)];
    return path === "/v1/chat/completions" ? order(parsed.data) : [`there is no ${path}`];
  },

  replies: (body) => entriesIn(body, "messages").filter(({ role }) => role === "assistant").length,

  whole({ text, reasoning, calls = [], finish, usage }) {
    const parts = [chunk({ role: "assistant", content: text === undefined ? null : "" })];
    if (reasoning !== undefined) parts.push(chunk({ reasoning_content: reasoning }));
    for (const piece of pieces(text, 7)) parts.push(chunk({ content: piece }));
    for (const [index, { name, arguments: given }] of calls.entries()) {
      const named = {
        index,
        id: `call_of_provider_${index}`,
        type: "function",
        function: { name, arguments: "" },
      };
      parts.push(chunk({ tool_calls: [named] }));
      for (const piece of pieces(given, 9))
        parts.push(chunk({ tool_calls: [{ index, function: { arguments: piece } }] }));
    }
    parts.push(chunk({}, finish ?? (calls.length > 0 ? "tool_calls" : "stop")));
    if (usage !== undefined)
      parts.push(data({ id: "chatcmpl-1", object: "chat.completion.chunk", choices: [], usage }));
    return `${parts.join("")}data: [DONE]\n\n`;
  },

  begin: (text) =>
    chunk({ role: "assistant", content: "" }) + (text === undefined ? "" : chunk({ content: text })),
  // What follows the broken chunk is in order: a piece of the reply is missing all the same.
  failure: (message, code) => ({ error: { message, type: "error", param: null, code: code ?? null } }),
  malformed: `data: {"choices": [{"ind\n\n${chunk({}, "stop")}data: [DONE]\n\n`,
  error: (given) => data({ error: given ?? { message: "overloaded", code: 502 } }),
};
