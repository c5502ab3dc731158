/** What a network falls apart without. */
import { stepsOf, type Link, type Network } from "./network.ts";

/** A place in the order of a walk through the network, in which each place is visited once. */
interface Visit {
  readonly place: string;
  /** The link that the walk came by; none where it began. */
  readonly by?: Link | undefined;
  readonly order: number;
  /** The earliest order that can be reached from here or from below, going back by one link that the walk did not come by. */
  low: number;
  readonly children: Visit[];
}

function walk(network: Network): Map<string, Visit> {
  const steps = stepsOf(network);
  const visits = new Map<string, Visit>();
  const visit = (place: string, parent?: string, by?: Link): Visit => {
    const own: Visit = { place, by, order: visits.size, low: visits.size, children: [] };
    visits.set(place, own);
    for (const { to, link } of steps.get(place) ?? []) {
      if (to === parent) continue;
      const seen = visits.get(to);
      if (seen !== undefined) {
        own.low = Math.min(own.low, seen.order);
        continue;
      }
      const child = visit(to, place, link);
      own.children.push(child);
      own.low = Math.min(own.low, child.low);
    }
    return own;
  };
  for (const place of network.places) if (!visits.has(place)) visit(place);
  return visits;
}

/** Groups of places that hang together. A group is in the order of the network's places, and so are the groups by their first places. */
export function islands(network: Network): string[][] {
  const visits = walk(network);
  const groups: string[][] = [];
  const gather = ({ place, children }: Visit): string[] => [place, ...children.flatMap(gather)];
  for (const visit of visits.values()) {
    if (visit.by !== undefined) continue;
    const together = new Set(gather(visit));
    groups.push(network.places.filter((place) => together.has(place)));
  }
  return groups;
}

/**
 * Names of the links that are the only connection between two parts of the network, so that it falls apart when one of them fails, in the
 * order of the network's links.
 */
export function criticalLinks(network: Network): string[] {
  const critical = new Set<Link>();
  for (const { by, order, low } of walk(network).values()) {
    if (by !== undefined && low === order) critical.add(by);
  }
  return network.links.filter((link) => critical.has(link)).map(({ name }) => name);
}

/** The places without which others do not hang together any more, in the order of the network's places. */
export function criticalPlaces(network: Network): string[] {
  const visits = walk(network);
  return network.places.filter((place) => {
    const { by, order, children } = visits.get(place)!;
    if (by === undefined) return children.length > 1;
    return children.some(({ low }) => low >= order);
  });
}
