/** Which models there are to choose from, and which one is taken when nobody chooses. */
import { baseOf, hasKey, missing, type Keys } from "./endpoint.ts";
import { servedModels } from "./probe.ts";
import { providers, type Provider } from "./providers.ts";

/** A model that could be named. */
export interface Offered {
  /** Such as `solver`, `openai/<model>`. */
  readonly name: string;
  /** Why it cannot be used as things are; absent when it can. */
  readonly trouble?: string;
}

/** What is taken, and, where that should be said, why. */
export interface Usual {
  readonly model: string;
  readonly notice?: string;
}

/** What can be chosen with these variables, and why the rest cannot. Nobody but servers on this machine is asked. */
export async function listModels(keys: Keys): Promise<readonly Offered[]> {
  const lists = await Promise.all(
    providers.map(async (provider): Promise<readonly Offered[]> => {
      const { id, usual } = provider;
      const any = { name: `${id}/<model>` };
      const trouble = missing(provider, keys);
      if (trouble !== undefined) return [{ ...any, trouble }];
      if (provider.keyVariables.length > 0)
        return [...(usual === undefined ? [] : [{ name: `${id}/${usual}` }]), any];
      const base = baseOf(provider, keys);
      const models = await servedModels(base);
      if (models.length > 0) return models.map((model) => ({ name: `${id}/${model}` }));
      return [{ ...any, trouble: `no server answers at ${URL.parse(base)?.host ?? base}` }];
    }),
  );
  return [{ name: "solver" }, { name: "script:<file>" }, ...lists.flat()];
}

/**
 * The model when none is named: the usual one of the first provider with a key, else the first of a server on this machine that
 * answers at once, else the embedded solver.
 */
export async function usualModel(keys: Keys): Promise<Usual> {
  const keyed = providers.find(
    (provider) => provider.usual !== undefined && hasKey(provider, keys) && sellsUsual(provider, keys),
  );
  if (keyed?.usual !== undefined) return { model: `${keyed.id}/${keyed.usual}` };
  const local = providers.filter((provider) => provider.keyVariables.length === 0);
  const served = await Promise.all(local.map((provider) => servedModels(baseOf(provider, keys))));
  const at = served.findIndex((models) => models.length > 0);
  const [found, first] = [local[at], served[at]?.[0]];
  if (found !== undefined && first !== undefined) {
    const model = `${found.id}/${first}`;
    return { model, notice: `${model} answers: it is served on this machine, and no key is set` };
  }
  const notice =
    "no key is set and no local model server answers: the embedded solver takes the task; it repairs failing tests and can nothing else (tackle models)";
  return { model: "solver", notice };
}

/** Another base URL for OpenAI is mostly another server, with other models; for the other vendors it is mostly a gateway to them. */
const sellsUsual = (provider: Provider, keys: Keys): boolean =>
  provider.id !== "openai" || baseOf(provider, keys) === provider.base;
