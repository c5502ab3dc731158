/** In the bundle, what the AI SDK's packages use of `Headers`: the global one would load all of `fetch` at the first request. */
export class Headers extends Map<string, string> {
  constructor(given: Iterable<readonly [string, string]> | Readonly<Record<string, string>> = {}) {
    const pairs = Symbol.iterator in given ? [...given] : Object.entries(given);
    super(pairs.map(([name, value]) => [name.toLowerCase(), value]));
  }
}
