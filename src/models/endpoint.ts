/** From a provider and the variables to where requests go, and with which key. */
import { Fault } from "../core/fault.ts";
import type { Provider } from "./providers.ts";
import type { Endpoint } from "./trouble.ts";

/** Variables with keys and base URLs: those of `modelVariables` that are set. */
export type Keys = Readonly<Record<string, string>>;

/**
 * Where that provider is asked.
 * @throws Fault `bad_usage` for a base URL that is none, `missing_key` with the variable to set.
 */
export function endpointOf(provider: Provider, keys: Keys): Endpoint {
  const { title } = provider;
  const base = baseOf(provider, keys);
  checkBase(provider, base, keys);
  const wrong = missing(provider, keys);
  const [first] = provider.keyVariables;
  if (wrong !== undefined) {
    const hint = `${title} needs a key: set ${first}, or store one with: tackle login ${provider.id}`;
    throw new Fault("missing_key", wrong, hint);
  }
  const keyVariable = provider.keyVariables.find((each) => valueOf(each, keys) !== undefined);
  const key = keyVariable === undefined ? undefined : valueOf(keyVariable, keys);
  const { tokenVariable } = provider;
  const token = tokenVariable === undefined ? undefined : valueOf(tokenVariable, keys);
  if (key === undefined && token !== undefined && tokenVariable !== undefined)
    return { title, base, key: token, keyVariable: tokenVariable, bearer: true };
  const named = keyVariable ?? first;
  return {
    title,
    base,
    ...(key !== undefined && { key }),
    ...(named !== undefined && { keyVariable: named }),
  };
}

/** Why a provider cannot be asked with these variables; undefined when it can. */
export function missing(provider: Provider, keys: Keys): string | undefined {
  return provider.keyVariables.length === 0 || hasKey(provider, keys) || isHere(provider, keys)
    ? undefined
    : `${provider.keyVariables[0]} is not set`;
}

/** Whether there is a key, or a token, for it. */
export function hasKey({ keyVariables, tokenVariable }: Provider, keys: Keys): boolean {
  const all = [...keyVariables, ...(tokenVariable === undefined ? [] : [tokenVariable])];
  return all.some((each) => valueOf(each, keys) !== undefined);
}

/** Whether it is a server on this machine: such a one needs no key, whatever it is called. */
export function isHere(provider: Provider, keys: Keys): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(URL.parse(baseOf(provider, keys))?.hostname ?? "");
}

/** The base URL, with the version that this vendor's variables leave out. */
export function baseOf({ base, baseVariables, version }: Provider, keys: Keys): string {
  const given = baseVariables.map((each) => valueOf(each, keys)).find((each) => each !== undefined);
  if (given === undefined) return base;
  const bare = given.replace(/\/+$/, "");
  return version === undefined || /\/v\d[\w.]*$/.test(bare) ? bare : `${bare}${version}`;
}

function checkBase(provider: Provider, base: string, keys: Keys): void {
  const variable =
    provider.baseVariables.find((each) => valueOf(each, keys) !== undefined) ?? provider.baseVariables[0];
  const url = URL.parse(base);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Fault("bad_usage", `${variable} is not an http URL`, `such as ${provider.base}`);
  }
  // fetch refuses such a URL, and would quote it with the password.
  if (url.username !== "" || url.password !== "") {
    const hint = `put a key into ${provider.keyVariables[0] ?? "a proxy"}`;
    throw new Fault("bad_usage", `${variable} holds a user or a password`, hint);
  }
}

/** A variable's value without the blanks that pasting leaves; an empty one is not set. */
function valueOf(variable: string, keys: Keys): string | undefined {
  return keys[variable]?.trim() || undefined;
}
