import unittest

from braces import expand, expand_all


class BracesTest(unittest.TestCase):
    def check(self, pattern, *texts):
        self.assertEqual(list(expand(pattern)), list(texts))

    def test_nothing_to_expand(self):
        self.check("plain.txt", "plain.txt")

    def test_alternatives(self):
        self.check("a{b,c}d", "abd", "acd")

    def test_two_pairs(self):
        self.check("{a,b}{1,2}", "a1", "a2", "b1", "b2")

    def test_an_empty_alternative(self):
        self.check("file{,.bak}", "file", "file.bak")

    def test_ranges(self):
        self.check("p{1..3}", "p1", "p2", "p3")
        self.check("{2..-1}", "2", "1", "0", "-1")
        self.check("{a..c}", "a", "b", "c")

    def test_a_pair_in_a_pair(self):
        self.check("a{b,c{d,e}}f", "abf", "acdf", "acef")
        self.check("{x{1,2},y}", "x1", "x2", "y")

    def test_a_range_in_a_pair(self):
        self.check("{a,b{1..2}}", "a", "b1", "b2")

    def test_braces_that_stand_for_themselves(self):
        self.check("{a}", "{a}")
        self.check("{}", "{}")
        self.check("a{b,c", "a{b,c")
        self.check("a,b}", "a,b}")

    def test_several_patterns(self):
        self.assertEqual(list(expand_all(["a{1,2}", "b"])), ["a1", "a2", "b"])
