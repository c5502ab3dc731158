import unittest

from draw import places, round_name, size_for


class DrawTest(unittest.TestCase):
    def test_places(self):
        self.assertEqual(places(1), [1])
        self.assertEqual(places(4), [1, 4, 2, 3])
        self.assertEqual(places(8), [1, 8, 4, 5, 2, 7, 3, 6])

    def test_sizes(self):
        self.assertEqual([size_for(count) for count in (1, 2, 3, 4, 5)], [1, 2, 4, 4, 8])

    def test_names_of_rounds(self):
        self.assertEqual([round_name(4, number) for number in (1, 2, 4)], ["round of 16", "quarter-finals", "final"])
