/** From the name of a model to the model. */
import path from "node:path";
import { Fault } from "../core/fault.ts";
import type { Model } from "../core/model.ts";
import { endpointOf, isHere, type Keys } from "./endpoint.ts";
import { createFallback, createUnusable } from "./fallback.ts";
import { nearest } from "./nearest.ts";
import { free, layPrices, priceOf } from "./prices.ts";
import { bareName, layProfiles, loadDialect, profileOf } from "./profiles.ts";
import { providers, type Provider } from "./providers.ts";
import { createRemote } from "./remote.ts";
import { createScript, readScript } from "./script.ts";
import type { Wire, WireName } from "./wires/wire.ts";

export interface Given {
  /** Variables with keys and base URLs: those of `modelVariables` that are set. */
  readonly keys: Keys;
  /** What a script's path is relative to. */
  readonly cwd: string;
  /** The embedded model, loaded only when it is chosen. */
  readonly solver: () => Promise<Model>;
  /** The user's `profiles.json` and `prices.json`, as far as there are any: they go before what is built in. */
  readonly profiles?: unknown;
  readonly prices?: unknown;
}

/** The names in a list of models. A comma inside the path of a script ends nothing. */
export const modelNames = (list: string): readonly string[] =>
  list.split(/,(?=solver$|solver,|script:|[\w-]+\/)/);

/**
 * The model of that name: `solver`, `script:<file>`, `<provider>/<model>`, or several of these with commas between, of which the
 * next is asked when one fails for good.
 * @throws Fault `unknown_model` with the nearest names, `missing_key` with the variable to set, `bad_usage` for a bad script or URL.
 */
export async function chooseModel(list: string, given: Given): Promise<Model> {
  const [name, ...others] = modelNames(list);
  if (name === undefined || others.length === 0) return chooseOne(list, given);
  const found = await Promise.all([name, ...others].map((each) => attempt(each, given)));
  const [first, ...rest] = found.map(({ model }) => model);
  const wrong = found.map(({ fault }) => fault);
  if (first === undefined || wrong.every((fault) => fault !== undefined)) {
    throw wrong[0] ?? new Fault("unknown_model", "no model was named");
  }
  return createFallback([first, ...rest]);
}

/** A model that lacks its key may stand in a list; one that nobody knows may not. */
async function attempt(
  name: string,
  given: Given,
): Promise<{ readonly model: Model; readonly fault?: Fault }> {
  try {
    return { model: await chooseOne(name, given) };
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== "missing_key") throw thrown;
    return { model: createUnusable(name, thrown), fault: thrown };
  }
}

async function chooseOne(name: string, given: Given): Promise<Model> {
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
  const model = bareName(rest);
  if (model === "")
    throw new Fault("unknown_model", `${id} is a provider: say which model`, `such as ${id}/<model>`);
  const { dialect, window, output } = profileOf(rest, layProfiles(given.profiles));
  const endpoint = endpointOf(provider, given.keys);
  const price = priceFor(provider, model, given);
  const [wire, spoken] = await Promise.all([loadWire(provider.wire), loadDialect(dialect)]);
  return createRemote({
    name,
    model,
    endpoint,
    wire,
    dialect: spoken,
    window,
    output,
    ...(price !== undefined && { price }),
  });
}

/** The file's price, else the table's where the provider sells its own models; what runs on this machine costs nothing. */
function priceFor(provider: Provider, model: string, { keys, prices }: Given) {
  const laid = priceOf(model, layPrices(prices));
  if (laid !== undefined) return laid;
  if (provider.keyVariables.length === 0 && isHere(provider, keys)) return free;
  return provider.priced ? priceOf(model) : undefined;
}

async function loadWire(name: WireName): Promise<Wire> {
  switch (name) {
    case "chat":
      return (await import("./wires/chat.ts")).chat;
    case "anthropic":
      return (await import("./wires/anthropic.ts")).anthropic;
    case "responses":
      return (await import("./wires/responses.ts")).responses;
    case "google":
      return (await import("./wires/google.ts")).google;
  }
}

function unknown(name: string, id: string): Fault {
  const ids = ["solver", "script:", ...providers.map((provider) => provider.id)];
  const near = nearest(id, ids);
  const guess = near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`;
  const forms = `the forms are solver, script:<file>, <provider>/<model>; providers: ${providers.map((each) => each.id).join(", ")}`;
  return new Fault("unknown_model", `there is no model ${JSON.stringify(name)}${guess}`, forms);
}
