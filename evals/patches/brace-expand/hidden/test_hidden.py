import random
import unittest
from itertools import islice, product

from braces import expand, expand_all


class Reader:
    """A plain second way: reads a pattern into a tree first and spells the tree out afterwards."""

    def __init__(self, text):
        self.text = text
        self.pairs = {}
        opened = []
        for at, character in enumerate(text):
            if character == "{":
                opened.append(at)
            elif character == "}" and opened:
                self.pairs[opened.pop()] = at

    def spell(self, begin, end):
        """All texts of the piece from begin to end."""
        columns, at = [], begin
        while at < end:
            if self.text[at] == "{" and at in self.pairs and self.pairs[at] < end:
                close = self.pairs[at]
                options = self.pair(at + 1, close)
                if options is not None:
                    columns.append(options)
                    at = close + 1
                    continue
            columns.append([self.text[at]])
            at += 1
        return ["".join(choice) for choice in product(*columns)]

    def pair(self, begin, end):
        first, dots, last = self.text[begin:end].partition("..")
        if dots:
            try:
                if first.lstrip("-").isdigit() and last.lstrip("-").isdigit():
                    low, high = int(first), int(last)
                    numbers = range(min(low, high), max(low, high) + 1)
                    return [str(n) for n in (numbers if low <= high else reversed(numbers))]
            except ValueError:
                pass
            if len(first) == len(last) == 1 and "a" <= first <= "z" and "a" <= last <= "z":
                codes = range(min(ord(first), ord(last)), max(ord(first), ord(last)) + 1)
                return [chr(c) for c in (codes if first <= last else reversed(codes))]
        cuts, at = [begin - 1], begin
        while at < end:
            if self.text[at] == "{" and at in self.pairs:
                at = self.pairs[at]
            elif self.text[at] == ",":
                cuts.append(at)
            at += 1
        if len(cuts) == 1:
            return None
        return [text for a, b in zip(cuts, cuts[1:] + [end]) for text in self.spell(a + 1, b)]


def plain(pattern):
    return Reader(pattern).spell(0, len(pattern))


def nested(chance, depth):
    """A pattern that is well formed."""
    pieces = []
    for _ in range(chance.randint(0, 2) if depth else chance.randint(1, 3)):
        kind = chance.random()
        if kind < 0.45 or depth == 3:
            pieces.append(chance.choice(["a", "b", "xy", ".", "-", ""]))
        elif kind < 0.55:
            pieces.append(chance.choice(["{1..3}", "{2..-1}", "{c..a}", "{7..7}", "{a}", "{}"]))
        else:
            pieces.append("{" + ",".join(nested(chance, depth + 1) for _ in range(chance.randint(2, 3))) + "}")
    return "".join(pieces)


class Hidden(unittest.TestCase):
    def test_well_formed_patterns(self):
        chance = random.Random(14)
        tried = 0
        for _ in range(1500):
            pattern = nested(chance, 0)
            if len(pattern) < 40:
                tried += 1
                self.assertEqual(list(expand(pattern)), plain(pattern), pattern)
        self.assertGreater(tried, 700)

    def test_any_braces_and_commas(self):
        chance = random.Random(15)
        for _ in range(4000):
            pattern = "".join(chance.choice("{{}},,ab") for _ in range(chance.randint(0, 9)))
            if all(pattern[:at].count("{") >= pattern[:at].count("}") for at in range(len(pattern) + 1)):
                if pattern.count("{") == pattern.count("}"):
                    self.assertEqual(list(expand(pattern)), plain(pattern), pattern)

    def test_deep(self):
        self.assertEqual(list(expand("{a,{b,{c,d}},e}")), list("abcde"))
        self.assertEqual(list(expand("{a{b{c,d}e,f}g,h}")), ["abceg", "abdeg", "afg", "h"])
        self.assertEqual(list(expand("{{a,b},{c,d}}")), list("abcd"))

    def test_empty_alternatives(self):
        self.assertEqual(list(expand("x{a,}")), ["xa", "x"])
        self.assertEqual(list(expand("x{,}")), ["x", "x"])
        self.assertEqual(list(expand("{a,{b,},}")), ["a", "b", "", ""])

    def test_texts_that_come_up_twice(self):
        self.assertEqual(list(expand("{a,a}{b,b}")), ["ab"] * 4)
        self.assertEqual(list(expand("{a,{a,b},b}")), list("aabb"))

    def test_braces_for_themselves(self):
        for pattern in ("{", "}", "{{", "}{", "{a,b", "{{a,b", "a}", "{ab}", "{1..}", "{..3}", "{a..3}", "{A..C}", "{aa..b}", "{1...3}", ",", "{1..3", ""):
            expected = {"{{a,b": ["{{a,b"]}.get(pattern, [pattern])
            self.assertEqual(list(expand(pattern)), expected, pattern)
        self.assertEqual(list(expand("{x{a,b}}")), ["{xa}", "{xb}"])
        self.assertEqual(list(expand("{{a,b}")), ["{a", "{b"])
        self.assertEqual(list(expand("{a,b}}")), ["a}", "b}"])
        self.assertEqual(list(expand("}{a,b}")), ["}a", "}b"])

    def test_several_patterns_and_not_all_of_them(self):
        def patterns():
            yield "{a,b}"
            raise AssertionError("nobody asked for the second pattern")

        self.assertEqual(list(islice(expand_all(patterns()), 2)), ["a", "b"])
        self.assertEqual(list(expand_all([])), [])
