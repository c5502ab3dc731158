import random
import unittest

from words import density, rare, top, words


class Hidden(unittest.TestCase):
    def test_top(self):
        dice = random.Random(2)
        for _ in range(200):
            list_ = [dice.choice("abcdefg") for _ in range(dice.randint(0, 25))]
            expected = sorted(((w, list_.count(w)) for w in set(list_)), key=lambda pair: (-pair[1], pair[0]))
            for count in (0, 1, 2, 3, 10):
                self.assertEqual(top(" ".join(list_), count), expected[:count])

    def test_frequent_ones_first(self):
        self.assertEqual(top("z z a m m m", 3), [("m", 3), ("z", 2), ("a", 1)])
        self.assertEqual(top("z z b a", 2), [("z", 2), ("a", 1)])

    def test_words(self):
        self.assertEqual(words("l'été 2024 foo_bar 'quoted' a'b'c"), ["l'été", "foo", "bar", "quoted", "a'b'c"])
        self.assertEqual(words(""), [])

    def test_rare(self):
        self.assertEqual(rare("B b a D c"), ["a", "c", "d"])

    def test_density(self):
        self.assertEqual(density("", "a"), 0)
        self.assertEqual(density("a B c d", "b"), 0.25)
        self.assertEqual(density("a", "z"), 0)
