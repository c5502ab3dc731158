/** OpenAI's responses, as a server sees them. */
import { z } from "zod";
import { data, isObject, pieces, type Format } from "./server.ts";
import { entriesIn, parameters } from "./schema.ts";

const item = z.union([
  z.strictObject({ role: z.enum(["system", "developer"]), content: z.string().min(1) }),
  z.strictObject({
    role: z.literal("user"),
    content: z
      .array(
        z.discriminatedUnion("type", [
          z.strictObject({ type: z.literal("input_text"), text: z.string() }),
          z.strictObject({
            type: z.literal("input_image"),
            image_url: z.string().regex(/^data:image\/(png|jpeg|gif|webp);base64,[\w+/=]+$/),
            detail: z.enum(["low", "high", "auto"]).optional(),
          }),
        ]),
      )
      .min(1),
  }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.union([
      z.string(),
      z.array(z.strictObject({ type: z.literal("output_text"), text: z.string() })).min(1),
    ]),
    id: z.string().optional(),
    phase: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("function_call"),
    call_id: z.string().min(1).max(64),
    name: z.string().regex(/^[\w-]{1,64}$/),
    arguments: z.string(),
    id: z.string().startsWith("fc_").optional(),
  }),
  z.strictObject({ type: z.literal("function_call_output"), call_id: z.string(), output: z.string() }),
  z.strictObject({
    type: z.literal("reasoning"),
    id: z.string().startsWith("rs_"),
    encrypted_content: z.string().startsWith("sealed:", "could not be decrypted"),
    summary: z.array(z.strictObject({ type: z.literal("summary_text"), text: z.string() })),
  }),
]);
const schema = z.strictObject({
  model: z.string().min(1),
  input: z.array(item).min(1),
  tools: z
    .array(
      z.strictObject({
        type: z.literal("function"),
        name: z.string().regex(/^[\w-]{1,64}$/),
        description: z.string().optional(),
        parameters,
        strict: z.boolean().optional(),
      }),
    )
    .min(1)
    .optional(),
  tool_choice: z.literal("auto").optional(),
  stream: z.literal(true),
  store: z.literal(false),
  include: z.array(z.literal("reasoning.encrypted_content")).optional(),
  prompt_cache_key: z.string().max(64).optional(),
});

function order({ input, model, include = [] }: z.infer<typeof schema>): readonly string[] {
  const wrong: string[] = [];
  const open = new Set<string>();
  const used = new Set<string>();
  for (const [index, each] of input.entries()) {
    if ("role" in each) {
      if (index > 0 && each.role !== "user" && each.role !== "assistant")
        wrong.push(`input ${index}: ${each.role} amid the others`);
      if (open.size > 0)
        wrong.push(`input ${index}: No tool output found for function call ${[...open].join()}`);
      continue;
    }
    if (each.type === "function_call") {
      if (used.has(each.call_id)) wrong.push(`input ${index}: the call_id ${each.call_id} was used before`);
      if (!isObject(each.arguments)) wrong.push(`input ${index}: the arguments are no JSON object`);
      open.add(each.call_id);
      used.add(each.call_id);
    }
    if (each.type === "function_call_output" && !open.delete(each.call_id))
      wrong.push(`input ${index}: No tool call found for function call output with call_id ${each.call_id}`);
    const next = input[index + 1];
    if (each.type === "reasoning" && (next === undefined || ("role" in next && next.role === "user")))
      wrong.push(`input ${index}: Item of type 'reasoning' was provided without its required following item`);
  }
  if (open.size > 0) wrong.push(`No tool output found for function call ${[...open].join()}`);
  if (/^(gpt-[5-9]|o\d)/.test(model) && include.length === 0)
    wrong.push("reasoning is lost when nothing is stored");
  return wrong;
}

const base = {
  id: "resp_1",
  object: "response",
  created_at: 1_700_000_000,
  model: "wire",
  output: [],
  usage: null,
  error: null,
  incomplete_details: null,
};
let sequence = 0;
const event = (type: string, rest: object): string =>
  `event: ${type}\n${data({ type, sequence_number: (sequence += 1), ...rest })}`;
const begin = (): string => event("response.created", { response: { ...base, status: "in_progress" } });
const messageOf = (words: string, status: string) => ({
  id: "msg_1",
  type: "message",
  role: "assistant",
  status,
  content: words === "" ? [] : [{ type: "output_text", text: words, annotations: [] }],
});
const at = { item_id: "msg_1", output_index: 0, content_index: 0 };
const open = (): string =>
  event("response.output_item.added", { output_index: 0, item: messageOf("", "in_progress") }) +
  event("response.content_part.added", { ...at, part: { type: "output_text", text: "", annotations: [] } });

export const responses: Format = {
  name: "responses",
  base: "/v1",

  check(body, { path }) {
    const parsed = schema.safeParse(body);
    if (!parsed.success) return [z.prettifyError(parsed.error)];
    return path === "/v1/responses" ? order(parsed.data) : [`there is no ${path}`];
  },

  /** A reply is a run of the model's items. */
  replies(body) {
    const input = entriesIn(body, "input");
    const own = input.map(
      ({ role, type }) => role === "assistant" || type === "function_call" || type === "reasoning",
    );
    return own.filter((mine, index) => mine && own[index - 1] !== true).length;
  },

  whole({ text, reasoning, seal, calls = [], finish, usage }) {
    let stream = begin();
    let index = 0;
    if (reasoning !== undefined) {
      const place = { item_id: "rs_1", output_index: index, summary_index: 0 };
      const made = { id: "rs_1", type: "reasoning", summary: [{ type: "summary_text", text: reasoning }] };
      stream +=
        event("response.output_item.added", {
          output_index: index,
          item: { ...made, summary: [], encrypted_content: "sealed:not yet" },
        }) +
        event("response.reasoning_summary_part.added", {
          ...place,
          part: { type: "summary_text", text: "" },
        }) +
        event("response.reasoning_summary_text.delta", { ...place, delta: reasoning }) +
        event("response.reasoning_summary_part.done", {
          ...place,
          part: { type: "summary_text", text: reasoning },
        }) +
        event("response.output_item.done", {
          output_index: index,
          item: { ...made, encrypted_content: seal ?? "sealed:1" },
        });
      index += 1;
    }
    if (text !== undefined) {
      const here = { item_id: "msg_1", output_index: index, content_index: 0 };
      stream += event("response.output_item.added", {
        output_index: index,
        item: messageOf("", "in_progress"),
      });
      stream += event("response.content_part.added", {
        ...here,
        part: { type: "output_text", text: "", annotations: [] },
      });
      for (const piece of pieces(text, 7))
        stream += event("response.output_text.delta", { ...here, delta: piece });
      stream += event("response.output_text.done", { ...here, text });
      stream += event("response.output_item.done", {
        output_index: index,
        item: messageOf(text, "completed"),
      });
      index += 1;
    }
    for (const [position, { name, arguments: given }] of calls.entries()) {
      const id = `fc_of_provider_${position}`;
      const made = {
        id,
        type: "function_call",
        status: "completed",
        call_id: `call_of_provider_${position}`,
        name,
      };
      stream += event("response.output_item.added", {
        output_index: index,
        item: { ...made, status: "in_progress", arguments: "" },
      });
      for (const piece of pieces(given, 9))
        stream += event("response.function_call_arguments.delta", {
          item_id: id,
          output_index: index,
          delta: piece,
        });
      stream += event("response.function_call_arguments.done", {
        item_id: id,
        output_index: index,
        arguments: given,
      });
      stream += event("response.output_item.done", {
        output_index: index,
        item: { ...made, arguments: given },
      });
      index += 1;
    }
    const counts = { input_tokens: 10, output_tokens: 20, total_tokens: 30, ...usage };
    const cut = finish === undefined || finish === "completed" ? undefined : finish;
    return (
      stream +
      event(cut === undefined ? "response.completed" : "response.incomplete", {
        response: {
          ...base,
          status: cut === undefined ? "completed" : "incomplete",
          incomplete_details: cut === undefined ? null : { reason: cut },
          usage: {
            input_tokens_details: { cached_tokens: 0 },
            output_tokens_details: { reasoning_tokens: 0 },
            ...counts,
          },
        },
      })
    );
  },

  begin: (text) =>
    begin() +
    open() +
    (text === undefined ? "" : event("response.output_text.delta", { ...at, delta: text })),
  failure: (message, code) => ({ error: { message, type: "error", param: null, code: code ?? null } }),
  malformed: `data: {"type": "response.outp\n\n${event("response.completed", { response: { ...base, status: "completed", usage: { input_tokens: 1, output_tokens: 1 } } })}`,
  error: (given) => event("error", { code: "server_error", message: "overloaded", param: null, ...given }),
};
