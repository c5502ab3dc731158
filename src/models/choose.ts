/** From the name of a model to the model. */
import path from "node:path";
import { Fault } from "../core/fault.ts";
import type { Model } from "../core/model.ts";
import { createChat } from "./chat.ts";
import { nearest } from "./nearest.ts";
import { profileOf } from "./profile.ts";
import { providers, unbuilt, type Provider } from "./providers.ts";
import { createScript, readScript } from "./script.ts";

export interface Given {
  /** Variables with keys and base URLs: those of `modelVariables` that are set. */
  readonly keys: Readonly<Record<string, string>>;
  /** What a script's path is relative to. */
  readonly cwd: string;
  /** The embedded model, loaded only when it is chosen. */
  readonly solver: () => Promise<Model>;
}

/** A model that could be named. */
export interface Offered {
  /** Such as `solver`, `openai/<model>`. */
  readonly name: string;
  /** Why it cannot be used as things are; absent when it can. */
  readonly trouble?: string;
}

/**
 * The model of that name: `solver`, `script:<file>`, or `<provider>/<model>`.
 * @throws Fault `unknown_model` with the nearest names, `missing_key` with the variable to set, `bad_usage` for a bad script or URL.
 */
export async function chooseModel(name: string, given: Given): Promise<Model> {
  if (name === "solver") return given.solver();
  if (name.startsWith("script:")) {
    const file = path.resolve(given.cwd, name.slice("script:".length));
    const { replies, ...limits } = await readScript(file);
    return createScript(name, replies, limits);
  }
  const slash = name.indexOf("/");
  const [id, rest] = slash < 0 ? [name, ""] : [name.slice(0, slash), name.slice(slash + 1)];
  const provider = providers.find((each) => each.id === id);
  if (provider === undefined) throw unknown(name, id);
  const { model, dialect } = profileOf(rest);
  if (model === "")
    throw new Fault("unknown_model", `${id} is a provider: say which model`, `such as ${id}/<model>`);
  return createChat({ name, model, dialect, endpoint: endpointOf(provider, given.keys) });
}

/** What can be chosen with these variables, and why the rest cannot; names only, nobody is asked. */
export function listModels(keys: Readonly<Record<string, string>>): readonly Offered[] {
  return [
    { name: "solver" },
    { name: "script:<file>" },
    ...providers.map((provider): Offered => {
      const name = `${provider.id}/<model>`;
      return isUsable(provider, keys) ? { name } : { name, trouble: `${provider.keyVariable} is not set` };
    }),
    ...unbuilt.map((id) => ({ name: `${id}/<model>`, trouble: "not built yet" })),
  ];
}

function endpointOf(provider: Provider, keys: Readonly<Record<string, string>>) {
  const { title, keyVariable, baseVariable } = provider;
  const base = baseOf(provider, keys);
  const url = URL.parse(base);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Fault("bad_usage", `${baseVariable} is not an http URL`, `such as ${provider.base}`);
  }
  // fetch refuses such a URL, and would quote it with the password.
  if (url.username !== "" || url.password !== "") {
    throw new Fault(
      "bad_usage",
      `${baseVariable} holds a user or a password`,
      `put a key into ${keyVariable ?? "a proxy"}`,
    );
  }
  if (!isUsable(provider, keys)) {
    throw new Fault("missing_key", `${keyVariable} is not set`, `${title} needs a key: set ${keyVariable}`);
  }
  const key = keyVariable === undefined ? undefined : valueOf(keyVariable, keys);
  return {
    title,
    base,
    ...(key !== undefined && { key }),
    ...(keyVariable !== undefined && { keyVariable }),
  };
}

/** Servers on this machine need no key, whatever they are called. */
function isUsable(provider: Provider, keys: Readonly<Record<string, string>>): boolean {
  if (provider.keyVariable === undefined || valueOf(provider.keyVariable, keys) !== undefined) return true;
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(URL.parse(baseOf(provider, keys))?.hostname ?? "");
}

const baseOf = ({ base, baseVariable }: Provider, keys: Readonly<Record<string, string>>): string =>
  valueOf(baseVariable, keys) ?? base;

/** A variable's value without the blanks that pasting leaves; an empty one is not set. */
function valueOf(variable: string, keys: Readonly<Record<string, string>>): string | undefined {
  return keys[variable]?.trim() || undefined;
}

function unknown(name: string, id: string): Fault {
  if (unbuilt.includes(id)) {
    const hint = "until then its models can be reached as openrouter/<maker>/<model>";
    return new Fault("unknown_model", `${name}: the ${id} provider is not built yet`, hint);
  }
  const ids = ["solver", "script:", ...providers.map((provider) => provider.id), ...unbuilt];
  const near = nearest(id, ids);
  const guess = near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`;
  const forms = `the forms are solver, script:<file>, <provider>/<model>; providers: ${providers.map((each) => each.id).join(", ")}`;
  return new Fault("unknown_model", `there is no model ${JSON.stringify(name)}${guess}`, forms);
}
