"""Networks as {place: {neighbour: distance}}; distances are not negative and hold in the given direction only."""
import heapq


def distances(network, start):
    """The shortest distance to each place that can be reached, the start itself too. An unknown start raises KeyError."""
    if start not in network:
        raise KeyError(start)
    best = {start: 0}
    queue = [(0, start)]
    while queue:
        far, place = heapq.heappop(queue)
        if far > best[place]:
            continue
        for neighbour, distance in network.get(place, {}).items():
            if neighbour in best:
                continue
            best[neighbour] = far + distance
            heapq.heappush(queue, (far + distance, neighbour))
    return best


def route(network, start, end):
    """A shortest way as a list of places; None when there is none. Of equally short ones, the one whose steps from the end are first in the alphabet."""
    best = distances(network, start)
    if end not in best:
        return None
    way = [end]
    while way[-1] != start:
        here = way[-1]
        came = [p for p in sorted(best) if p not in way and network.get(p, {}).get(here) is not None and best[p] + network[p][here] == best[here]]
        way.append(came[0])
    return way[::-1]
