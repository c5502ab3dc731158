/** In the bundle, what the AI SDK's packages use of `Headers`: the global one would load all of `fetch` at the first request. */
export class Headers extends Map<string, string> {
  constructor(given: Readonly<Record<string, string>> = {}) {
    super(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  }
}
