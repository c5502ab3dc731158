import unittest

from routes import shortest
from trails import TRAILS


class RoutesTest(unittest.TestCase):
    def test_to_the_summit(self):
        self.assertEqual(shortest(TRAILS, "valley", "summit"), ["valley", "meadow", "ridge", "summit"])

    def test_where_one_is(self):
        self.assertEqual(shortest(TRAILS, "gorge", "gorge"), ["gorge"])

    def test_no_route(self):
        self.assertIsNone(shortest(TRAILS, "valley", "island"))
