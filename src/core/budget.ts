/** What may be spent in a session, and what has been. */

/** Limits; an absent one does not limit. `milliseconds` is wall time of the session's own process. */
export interface Budget {
  readonly turns?: number;
  readonly tokens?: number;
  readonly dollars?: number;
  readonly milliseconds?: number;
}

/** Tokens of one reply or of many, as the provider counted them. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
}

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

/** Of the `held` tokens that a provider's cache had after one reply only `found` were read for the next request. */
export interface CacheLoss {
  readonly held: number;
  readonly found: number;
  /** Milliseconds between that reply and this request; caches last for minutes. */
  readonly idle: number;
}

/** The sum of two usages. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
  };
}
