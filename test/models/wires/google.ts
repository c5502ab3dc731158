/** Google's generateContent, as a server sees it. */
import { z } from "zod";
import { data, pieces, type Format } from "./server.ts";
import { entriesIn, parameters } from "./schema.ts";

const signature = { thoughtSignature: z.string().optional() };
const words = z.strictObject({ text: z.string(), thought: z.literal(true).optional(), ...signature });
const call = z.strictObject({
  functionCall: z.strictObject({
    id: z.string().optional(),
    name: z.string().regex(/^[a-zA-Z_][\w.-]{0,63}$/),
    args: z.looseObject({}),
  }),
  ...signature,
});
const response = z.strictObject({
  functionResponse: z.strictObject({
    id: z.string().optional(),
    name: z.string(),
    response: z.looseObject({}),
  }),
});
const image = z.strictObject({
  inlineData: z.strictObject({
    mimeType: z.enum(["image/png", "image/jpeg", "image/webp"]),
    data: z.base64(),
  }),
});
const content = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("user"), parts: z.array(z.union([words, response, image])).min(1) }),
  z.strictObject({ role: z.literal("model"), parts: z.array(z.union([words, call])).min(1) }),
]);
const schema = z.strictObject({
  contents: z.array(content).min(1),
  systemInstruction: z.strictObject({ parts: z.array(z.strictObject({ text: z.string() })) }).optional(),
  tools: z
    .array(
      z.strictObject({
        functionDeclarations: z
          .array(
            z.strictObject({ name: z.string(), description: z.string(), parametersJsonSchema: parameters }),
          )
          .min(1),
      }),
    )
    .optional(),
  toolConfig: z
    .strictObject({ functionCallingConfig: z.strictObject({ mode: z.literal("AUTO") }) })
    .optional(),
  generationConfig: z.looseObject({}).optional(),
});

function order({ contents }: z.infer<typeof schema>, model: string): readonly string[] {
  const wrong: string[] = [];
  for (const [index, each] of contents.entries()) {
    const calls = each.parts.flatMap((part) => ("functionCall" in part ? [part] : []));
    const answers = each.parts.flatMap((part) => ("functionResponse" in part ? [part.functionResponse] : []));
    const before =
      contents[index - 1]?.parts.flatMap((part) => ("functionCall" in part ? [part.functionCall] : [])) ?? [];
    const names = (list: readonly { readonly name: string }[]): string =>
      list
        .map(({ name }) => name)
        .toSorted(inOrder)
        .join();
    if (names(before) !== names(answers))
      wrong.push(
        `content ${index}: the number of function response parts must equal that of the function call parts`,
      );
    if (
      before
        .map(({ id }) => id)
        .toSorted(inOrder)
        .join() !==
      answers
        .map(({ id }) => id)
        .toSorted(inOrder)
        .join()
    )
      wrong.push(`content ${index}: the ids of responses and calls differ`);
    const after = contents[index - 1]?.role;
    if (calls.length > 0 && after !== "user")
      wrong.push(`content ${index}: a function call must come after a user turn`);
    if (model.startsWith("gemini-3") && calls.length > 0 && !calls[0]?.thoughtSignature)
      wrong.push(`content ${index}: Function call is missing a thought_signature`);
  }
  if (contents.at(-1)?.role !== "user") wrong.push("the last content must be the user's");
  return wrong;
}

/** Ids may be left out. */
const inOrder = (a = "", b = ""): number => a.localeCompare(b);

const chunk = (parts: readonly object[], rest: object = {}, usage: object = {}): string =>
  data({
    candidates: [{ content: { role: "model", parts }, index: 0, ...rest }],
    usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 20, totalTokenCount: 30, ...usage },
    modelVersion: "wire",
    responseId: "r1",
  });

export const google: Format = {
  name: "google",
  base: "/v1beta",

  check(body, { path }) {
    const parsed = schema.safeParse(body);
    if (!parsed.success) return [z.prettifyError(parsed.error)];
    const [, model] = /^\/v1beta\/models\/([\w.-]+):streamGenerateContent\?alt=sse$/.exec(path) ?? [];
    return model === undefined ? [`there is no ${path}`] : order(parsed.data, model);
  },

  replies: (body) => entriesIn(body, "contents").filter(({ role }) => role === "model").length,

  whole({ text, reasoning, seal, calls = [], finish, usage }) {
    let stream = "";
    if (reasoning !== undefined) stream += chunk([{ text: reasoning, thought: true }]);
    for (const piece of pieces(text, 7)) stream += chunk([{ text: piece }]);
    for (const [index, { name, arguments: given }] of calls.entries()) {
      const args: unknown = JSON.parse(given);
      const sealed = seal !== undefined && index === 0 ? { thoughtSignature: seal } : {};
      stream += chunk([{ functionCall: { name, args }, ...sealed }]);
    }
    return stream + chunk([{ text: "" }], { finishReason: finish ?? "STOP" }, usage);
  },

  begin: (text) => chunk([{ text: text ?? "" }]),
  failure: (message, code) => ({ error: { code: 400, message, status: code ?? "FAILED" } }),
  malformed: `data: {"candidates": [{"cont\n\n${chunk([{ text: "" }], { finishReason: "STOP" })}`,
  error: (given) => data({ error: given ?? { code: 503, message: "overloaded", status: "UNAVAILABLE" } }),
};
