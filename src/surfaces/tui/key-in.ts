/** A provider's key that was typed where a task is expected. */

/** How their keys begin, the longer beginnings first. */
const beginnings: readonly (readonly [beginning: string, provider: string])[] = [
  ["sk-ant-", "anthropic"],
  ["sk-or-", "openrouter"],
  ["gsk_", "groq"],
  ["xai-", "xai"],
  ["AIza", "google"],
  ["csk-", "cerebras"],
  ["sk-", "openai"],
];

/** Whose key this text is, and nothing but a key; undefined when it is none. */
export function keyIn(text: string): string | undefined {
  const word = text.trim();
  if (!/^[\w-]{20,}$/.test(word)) return undefined;
  return beginnings.find(([beginning]) => word.startsWith(beginning))?.[1];
}
