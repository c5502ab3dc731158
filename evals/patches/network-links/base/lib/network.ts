/** Networks of places with links between them, which can be used both ways. */

export interface Link {
  /** No two links of a network have the same name. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Two places may have several links, and a link may lead back to its own place. */
export interface Network {
  readonly places: readonly string[];
  readonly links: readonly Link[];
}

export interface Step {
  readonly to: string;
  readonly link: Link;
}

/** The steps that can be made from each place, in the order of the links. Throws a RangeError for a link of a place that is not in the network. */
export function stepsOf({ places, links }: Network): Map<string, Step[]> {
  const steps = new Map<string, Step[]>(places.map((place) => [place, []]));
  const add = (from: string, to: string, link: Link): void => {
    const own = steps.get(from);
    if (own === undefined) throw new RangeError(`link ${link.name} has an unknown place: ${from}`);
    own.push({ to, link });
  };
  for (const link of links) {
    add(link.from, link.to, link);
    if (link.from !== link.to) add(link.to, link.from, link);
  }
  return steps;
}

/**
 * The places on a way from one place to another, both included, with as few links as can be; undefined when there is no way.
 * A link that is named in `without` is not used.
 */
export function route(network: Network, from: string, to: string, without: readonly string[] = []): string[] | undefined {
  const steps = stepsOf(network);
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  for (const place of cameFrom.keys()) {
    if (place === to) break;
    for (const { to: next, link } of steps.get(place) ?? []) {
      if (!cameFrom.has(next) && !without.includes(link.name)) cameFrom.set(next, place);
    }
  }
  if (!cameFrom.has(to)) return undefined;
  const way: string[] = [];
  for (let place: string | undefined = to; place !== undefined; place = cameFrom.get(place)) way.unshift(place);
  return way;
}
