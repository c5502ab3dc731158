/** What went wrong between us and a provider: in one line, and whether asking again may help. */
import { Fault } from "../core/fault.ts";

/** Where requests go. */
export interface Endpoint {
  /** For people: `OpenAI`. */
  readonly title: string;
  readonly base: string;
  readonly key?: string;
  /** The variable that the key is read from. */
  readonly keyVariable?: string;
  /** The key is a token for the `Authorization` header, where the format has another place for keys. */
  readonly bearer?: boolean;
}

export interface Trouble {
  readonly fault: Fault;
  readonly again: boolean;
  /** Milliseconds that the provider asked us to wait. */
  readonly after?: number;
}

/** Statuses that may pass by themselves, besides 5xx. */
const passing = new Set([408, 409, 425, 429]);

/** How providers say that a conversation is longer than the model can read. */
const tooLong =
  /context.{0,3}(length|window|size)|too many tokens|prompt is too long|input is too long|exceeds the maximum number of tokens/i;

/** Codes of connections that nobody took: asking at once again finds nobody again. */
const nobody = new Set(["ECONNREFUSED", "ENOTFOUND", "ERR_INVALID_URL", "ERR_INVALID_PROTOCOL"]);

/**
 * Reads any thrown thing. No key and no text of more than a line gets into the Fault, nor the thrown thing itself, which
 * holds the whole request. `streaming` says that the reply had begun: whatever breaks then is a broken stream.
 */
export function troubleOf(thrown: unknown, endpoint: Endpoint, streaming: boolean): Trouble {
  const status = statusOf(thrown);
  const where = `${endpoint.title} at ${hostOf(endpoint.base)}`;
  const said = oneLine(wordsOf(thrown), endpoint.key);
  const spent = said.includes("insufficient_quota") || status === 402;
  if (status === 401) return refusedKey(where, endpoint);
  if (status !== undefined && (status < 200 || status >= 300)) {
    const again = !spent && (passing.has(status) || status >= 500);
    const after = retryAfter(thrown);
    return {
      fault: new Fault(
        // A rate limit is counted in tokens too.
        status < 429 && tooLong.test(said) ? "context_overflow" : "model_failed",
        `${where} answered ${status}: ${said}`,
        hintOf(status, said, spent),
      ),
      again,
      ...(after !== undefined && { after }),
    };
  }
  const network = networkCode(thrown);
  if (!streaming && network !== undefined && nobody.has(network)) {
    const hint = "is the server running, and is its base URL right?";
    return {
      fault: new Fault("model_failed", `${where} cannot be reached (${network})`, hint),
      again: false,
    };
  }
  const what = streaming ? "broke off its reply" : "could not be asked";
  const hint = "the connection or the provider is unsteady; try again";
  return {
    fault: new Fault("model_failed", `${where} ${what}: ${said}`, hint),
    again: streaming || network !== undefined,
  };
}

function refusedKey(where: string, { keyVariable }: Endpoint): Trouble {
  // Some providers quote the key in this answer, so none of it is passed on.
  const message =
    keyVariable === undefined
      ? `${where} wants a key (401)`
      : `${where} refused the key in ${keyVariable} (401)`;
  const hint =
    keyVariable === undefined
      ? "it is not known as a provider with a key"
      : `set ${keyVariable} to a valid key, or store one with: tackle login`;
  return { fault: new Fault("missing_key", message, hint), again: false };
}

function hintOf(status: number, said: string, spent: boolean): string {
  if (spent) return "the account has no credit left";
  if (/support.{0,20}\btool|\btool.{0,20}support/i.test(said)) {
    return "if this model cannot call tools, add #fenced to its name";
  }
  if (tooLong.test(said)) {
    return "the conversation is longer than this model can read";
  }
  if (status >= 300 && status < 400) return "the base URL leads elsewhere: give the address that it leads to";
  if (status === 404) return "is there a model of that name, and is the base URL right?";
  if (status === 429) return "the rate limit is reached; wait a little, then try again";
  if (status >= 500) return "the provider has a fault; try again later";
  return "the provider does not take this request";
}

function hostOf(base: string): string {
  return URL.canParse(base) ? new URL(base).host : "an invalid base URL";
}

/** The HTTP status in an AI SDK error, or the numeric code of an error that came in the stream. */
function statusOf(thrown: unknown): number | undefined {
  const status = field(thrown, "statusCode") ?? field(thrown, "code");
  const number = typeof status === "string" ? Number(status) : status;
  return typeof number === "number" && number >= 100 && number < 600 ? number : undefined;
}

/** What was said: the message, and the start of a body that the SDK could not read. */
function wordsOf(thrown: unknown): string {
  const message = field(thrown, "message");
  const words = typeof message === "string" ? message : String(thrown);
  const body = field(thrown, "responseBody");
  const type = field(thrown, "code") ?? field(field(field(thrown, "data"), "error"), "code");
  const code = typeof type === "string" && !words.includes(type) ? ` (${type})` : "";
  const unread = typeof body === "string" && field(thrown, "data") === undefined ? ` ${body}` : "";
  return `${words}${code}${unread}`;
}

function oneLine(text: string, key = ""): string {
  // A short "key" is a placeholder such as `none`: taking it out would garble words.
  const safe = key.length >= 8 ? text.replaceAll(key, "[key]") : text;
  const line = safe.replaceAll(/[\p{C}\s]+/gu, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** The code of the network error below a thrown thing, if there is one. */
function networkCode(thrown: unknown): string | undefined {
  for (
    let each = thrown, depth = 0;
    each !== undefined && depth < 5;
    each = field(each, "cause"), depth += 1
  ) {
    const code = field(each, "code");
    if (typeof code === "string" && /^(E[A-Z]|UND_ERR)/.test(code)) return code;
  }
  return undefined;
}

/** The wait that the answer's headers ask for, as seconds or as a date (RFC 9110 §10.2.3), in milliseconds. */
function retryAfter(thrown: unknown): number | undefined {
  const headers = field(thrown, "responseHeaders");
  const fine = Number(field(headers, "retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(fine)) return Math.max(0, fine);
  const header = field(headers, "retry-after");
  if (typeof header !== "string") return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
