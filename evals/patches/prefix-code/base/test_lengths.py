import unittest
from collections import Counter

from lengths import lengths, total


class LengthsTest(unittest.TestCase):
    def test_frequent_letters_are_short(self):
        self.assertEqual(lengths({"a": 9, "b": 4, "c": 2, "d": 1}), {"a": 1, "b": 2, "c": 3, "d": 3})

    def test_few_letters(self):
        self.assertEqual(lengths({}), {})
        self.assertEqual(lengths({"a": 5}), {"a": 1})
        self.assertEqual(lengths({"a": 5, "b": 1}), {"a": 1, "b": 1})

    def test_letters_that_are_not_there(self):
        self.assertEqual(lengths({"a": 5, "b": 0}), {"a": 1})
        with self.assertRaises(ValueError):
            lengths({"a": 5, "b": -1})

    def test_equal_counts(self):
        self.assertEqual(lengths(dict.fromkeys("abcd", 3)), dict.fromkeys("abcd", 2))
        self.assertEqual(lengths({"a": 1, "b": 1, "c": 1}), {"a": 2, "b": 2, "c": 1})

    def test_the_lower_tree_comes_first(self):
        self.assertEqual(lengths({"a": 1, "b": 1, "c": 2, "d": 2}), dict.fromkeys("abcd", 2))

    def test_the_longest_code_is_short(self):
        counts = {"a": 3, "b": 2, "c": 1, "d": 2, "e": 4, "f": 1}
        self.assertEqual(max(lengths(counts).values()), 3)

    def test_total(self):
        counts = Counter("abracadabra")
        self.assertEqual(total(counts, lengths(counts)), 23)
