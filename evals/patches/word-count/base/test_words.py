import unittest

from words import density, rare, top, words


class WordsTest(unittest.TestCase):
    def test_words(self):
        self.assertEqual(words("Don't panic, Arthur!"), ["don't", "panic", "arthur"])

    def test_top(self):
        self.assertEqual(top("b a b", 1), [("b", 2)])

    def test_top_alike(self):
        self.assertEqual(top("pear apple", 2), [("apple", 1), ("pear", 1)])

    def test_rare(self):
        self.assertEqual(rare("b a b c"), ["a", "c"])

    def test_density(self):
        self.assertEqual(density("a b a b", "A"), 0.5)
