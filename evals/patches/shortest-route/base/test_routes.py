import unittest

from routes import distances, route

TOWN = {"a": {"b": 1}, "b": {"c": 2}, "c": {}}


class RoutesTest(unittest.TestCase):
    def test_distances(self):
        self.assertEqual(distances(TOWN, "a"), {"a": 0, "b": 1, "c": 3})

    def test_detour_is_shorter(self):
        self.assertEqual(distances({"a": {"b": 9, "c": 1}, "c": {"b": 2}, "b": {}}, "a"), {"a": 0, "b": 3, "c": 1})

    def test_route(self):
        self.assertEqual(route(TOWN, "a", "c"), ["a", "b", "c"])

    def test_no_route(self):
        self.assertIsNone(route(TOWN, "c", "a"))
