import random
import unittest

from routes import distances, route


def plain(network, start):
    best = {start: 0}
    for _ in range(len(network) + 2):
        for place, ways in network.items():
            for neighbour, distance in ways.items():
                if place in best and best[place] + distance < best.get(neighbour, 10**9):
                    best[neighbour] = best[place] + distance
    return best


class Hidden(unittest.TestCase):
    def setUp(self):
        dice = random.Random(8)
        self.networks = []
        for _ in range(150):
            places = "abcdefgh"[: dice.randint(1, 8)]
            self.networks.append({p: {q: dice.randint(1, 12) for q in places if q != p and dice.random() < 0.4} for p in places})

    def test_distances(self):
        for network in self.networks:
            self.assertEqual(distances(network, "a"), plain(network, "a"), network)

    def test_routes(self):
        for network in self.networks:
            best = plain(network, "a")
            for end in network:
                way = route(network, "a", end)
                if end not in best:
                    self.assertIsNone(way)
                    continue
                self.assertEqual((way[0], way[-1]), ("a", end))
                self.assertEqual(sum(network[p][q] for p, q in zip(way, way[1:])), best[end])

    def test_places_without_ways(self):
        self.assertEqual(distances({"a": {"x": 4}}, "a"), {"a": 0, "x": 4})

    def test_zero(self):
        self.assertEqual(distances({"a": {"b": 0}, "b": {"a": 0, "c": 1}}, "a"), {"a": 0, "b": 0, "c": 1})
        self.assertEqual(route({"a": {"b": 0}, "b": {"a": 0, "c": 1}}, "a", "c"), ["a", "b", "c"])

    def test_unknown(self):
        with self.assertRaises(KeyError):
            distances({"a": {}}, "z")
        self.assertIsNone(route({"a": {}}, "a", "z"))
        self.assertEqual(route({"a": {}}, "a", "a"), ["a"])
