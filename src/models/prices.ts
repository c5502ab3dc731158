/** What models cost, as data: dollars for a million tokens. */
import type { Usage } from "../core/budget.ts";
import { Fault } from "../core/fault.ts";
import { isRecord } from "./dialect/piece.ts";

/** Dollars for a million tokens. `read` and `write` are those of the provider's cache. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly read: number;
  readonly write: number;
  /** Above so many tokens of input the whole request costs `times` as much. */
  readonly above?: { readonly tokens: number; readonly times: number };
}

/** By the start of a model's name, without its provider; the longest that fits counts. */
export type Prices = Readonly<Record<string, Price>>;

/**
 * Input, output, cache read, cache write; 0 for a cache that is not charged apart.
 * Source: the model catalogue in @earendil-works/pi-ai 1.5.2 (npm, 10 November 2026), copied on 22 November 2026 and not
 * checked against the vendors' pages. Newer figures go into `prices.json`, which is laid over these.
 */
export const prices: Prices = {
  "claude-fable-5": at(10, 50, 1, 12.5),
  "claude-fable-5-1": at(10, 50, 0.25, 12.5),
  "claude-fable-5-2": at(8, 40, 0.2, 10),
  "claude-haiku-4-5": at(1, 5, 0.1, 1.25),
  "claude-haiku-5-5": { ...at(0.1, 0.5, 0.01, 0.125), above: { tokens: 100_000, times: 5 } },
  "claude-opus-4-5": at(5, 25, 0.5, 6.25),
  "claude-opus-4-6": at(5, 25, 0.5, 6.25),
  "claude-opus-4-7": at(5, 25, 0.5, 6.25),
  "claude-opus-4-8": at(5, 25, 0.5, 6.25),
  "claude-opus-5": at(5, 25, 0.5, 6.25),
  "claude-opus-5-5": at(4, 20, 0.2, 5),
  "claude-sonnet-4": at(3, 15, 0.3, 3.75),
  "claude-sonnet-5": at(2, 10, 0.2, 2.5),
  "claude-sonnet-5-5": at(2, 10, 0.1, 2.5),
  "gpt-4.1": at(2, 8, 0.5),
  "gpt-4.1-mini": at(0.4, 1.6, 0.1),
  "gpt-4.1-nano": at(0.1, 0.4, 0.025),
  "gpt-4o": at(2.5, 10, 1.25),
  "gpt-4o-2024-05-13": at(5, 15, 5),
  "gpt-4o-mini": at(0.15, 0.6, 0.075),
  "gpt-5": at(1.25, 10, 0.125),
  "gpt-5-mini": at(0.25, 2, 0.025),
  "gpt-5-nano": at(0.05, 0.4, 0.005),
  "gpt-5-pro": at(15, 120, 15),
  "gpt-5.1": at(1.25, 10, 0.125),
  "gpt-5.2": at(1.75, 14, 0.175),
  "gpt-5.2-pro": at(21, 168, 21),
  "gpt-5.3-codex": at(1.75, 14, 0.175),
  "gpt-5.4": long(at(2.5, 15, 0.25)),
  "gpt-5.4-mini": at(0.75, 4.5, 0.075),
  "gpt-5.4-nano": at(0.2, 1.25, 0.02),
  "gpt-5.4-pro": long(at(30, 180, 30)),
  "gpt-5.5": long(at(5, 30, 0.5)),
  "gpt-5.5-pro": long(at(30, 180, 30)),
  "gpt-5.6-luna": long(at(0.2, 1.2, 0.02, 0.25)),
  "gpt-5.6-sol": long(at(4, 20, 0.4, 5)),
  "gpt-5.6-terra": long(at(2, 12, 0.2, 2.5)),
  "gpt-6-astra": long(at(10, 50, 1, 12.5)),
  "gpt-6-luna": long(at(0.1, 0.5, 0.01, 0.125)),
  "gpt-6-sol": long(at(2, 10, 0.2, 2.5)),
  "gpt-6.1-sol": long(at(2, 10, 0.1, 2.5)),
  "gpt-6.1-terra": long(at(1, 5, 0.05, 1.25)),
  o3: at(2, 8, 0.5),
  "o3-mini": at(1.1, 4.4, 0.55),
  "o3-pro": at(20, 80, 20),
  "o4-mini": at(1.1, 4.4, 0.275),
  "gemini-2.5-flash": at(0.3, 2.5, 0.03),
  "gemini-2.5-flash-lite": at(0.1, 0.4, 0.01),
  "gemini-2.5-pro": { ...at(1.25, 10, 0.125), above: { tokens: 200_000, times: 2 } },
  "gemini-3-flash": at(0.5, 3, 0.05),
  "gemini-3.1-flash-lite": at(0.25, 1.5, 0.025),
  "gemini-3.1-pro": { ...at(2, 12, 0.2), above: { tokens: 200_000, times: 2 } },
  "gemini-3.5-flash": at(1.5, 9, 0.15),
  "gemini-3.5-flash-lite": at(0.3, 2.5, 0.03),
  "gemini-3.6-flash": at(0.75, 3.75, 0.075),
  "gemini-3.7-flash": at(0.75, 3.75, 0.075),
  "gemini-3.8-flash": at(0.75, 3.75, 0.075),
  "gemini-4-argon": at(2, 10, 0.1),
  "deepseek-flash": at(0.3, 1.2, 0.006),
  "deepseek-v4-pro": at(1.32, 3.96, 0.044),
  "mistral-large": at(0.5, 1.5, 0.05),
  "mistral-large-4": at(0.7, 2.1, 0.07),
  "grok-4.5": { ...at(2, 6, 0.3), above: { tokens: 200_000, times: 2 } },
  "grok-4.6": { ...at(2, 6, 0.5), above: { tokens: 200_000, times: 2 } },
  "grok-4.7": { ...at(2, 6, 0.5), above: { tokens: 200_000, times: 2 } },
};

/** Providers whose servers are one's own: their tokens cost nothing. */
export const free: Price = at(0, 0, 0);

/** The price of a model; undefined where none is known. A name may have its maker before a slash. */
export function priceOf(model: string, table: Prices = prices): Price | undefined {
  const name = model.slice(model.lastIndexOf("/") + 1).toLowerCase();
  const fits = Object.keys(table).filter(
    (key) => name === key || name.startsWith(`${key}-`) || name.startsWith(`${key}:`),
  );
  const longest = fits.toSorted((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : table[longest];
}

/** Dollars for that many tokens. The input is all of it: what a cache was read or written for is a part of it. */
export function costOf(usage: Usage, { input, output, read, write, above }: Price): number {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage;
  const plain = Math.max(0, inputTokens - cacheReadTokens - cacheWriteTokens);
  const dollars =
    plain * input + cacheReadTokens * read + cacheWriteTokens * (write || input) + outputTokens * output;
  const times = above !== undefined && inputTokens > above.tokens ? above.times : 1;
  return (dollars * times) / 1_000_000;
}

/**
 * The rows of a file, which go before the table: `{"<start of a name>": {"input": 1, "output": 2, "read": 0.1, "write": 0}}`,
 * the last two optional. @throws Fault `bad_usage` that says which row is wrong.
 */
export function layPrices(given: unknown): Prices {
  if (given === undefined) return {};
  if (!isRecord(given)) throw malformed("it must be an object of models");
  return Object.fromEntries(
    Object.entries(given).map(([name, row]) => [name.toLowerCase(), priceIn(name, row)] as const),
  );
}

function priceIn(name: string, row: unknown): Price {
  const number = (key: string, otherwise?: number): number => {
    const value = isRecord(row) ? (row[key] ?? otherwise) : undefined;
    if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
    throw malformed(`${name} must have "${key}", dollars for a million tokens`);
  };
  const input = number("input");
  return { input, output: number("output"), read: number("read", input), write: number("write", 0) };
}

const malformed = (wrong: string): Fault =>
  new Fault(
    "bad_usage",
    `prices.json is malformed: ${wrong}`,
    'such as {"gpt-5": {"input": 1.25, "output": 10}}',
  );

function at(input: number, output: number, read: number, write = 0): Price {
  return { input, output, read, write };
}

/** OpenAI's newer models cost twice as much beyond their short context. */
function long(price: Price): Price {
  return { ...price, above: { tokens: 272_000, times: 2 } };
}
