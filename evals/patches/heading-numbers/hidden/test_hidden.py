import random
import unittest

from headings import headings
from numbering import anchor, contents, numbered


def plain_numbers(levels, top):
    """Counts for each heading by looking back."""
    result = []
    for at, level in enumerate(levels):
        if level < top:
            result.append("")
            continue
        parts = []
        for depth in range(top, level + 1):
            # Those of this depth since the last heading that is less deep.
            count = 0
            for before in reversed(levels[: at + 1]):
                if before < depth:
                    break
                count += before == depth
            parts.append(str(count))
        result.append(".".join(parts))
    return result


def level_lists(count):
    chance = random.Random(99)
    for _ in range(count):
        most = chance.choice([2, 3, 4, 6])
        yield [chance.randint(1, most) for _ in range(chance.randint(0, 14))]


def titled(levels):
    return [(level, "t%d" % at) for at, level in enumerate(levels)]


class Hidden(unittest.TestCase):
    def test_numbers(self):
        for levels in level_lists(400):
            expected = [(n, level, "t%d" % at) for at, (n, level) in enumerate(zip(plain_numbers(levels, 1), levels))]
            self.assertEqual(numbered(titled(levels)), expected, levels)

    def test_numbers_from_another_top(self):
        for levels in level_lists(200):
            for top in (2, 3, 6):
                given = [number for number, _, _ in numbered(titled(levels), top)]
                self.assertEqual(given, plain_numbers(levels, top), (levels, top))

    def test_the_given_list_is_left_alone(self):
        given = titled([1, 2, 1, 2])
        numbered(given)
        self.assertEqual(given, titled([1, 2, 1, 2]))
        self.assertEqual(numbered(given), numbered(given))

    def test_contents(self):
        for levels in level_lists(100):
            text = "\n".join("%s T%d\n\nwords" % ("#" * level, at) for at, level in enumerate(levels))
            for top, deepest in ((1, 3), (2, 3), (1, 1), (2, 6)):
                rows = zip(plain_numbers(levels, top), levels, range(len(levels)))
                expected = ["  " * (l - top) + "- [%s T%d](#t%d)" % (n, at, at) for n, l, at in rows if top <= l <= deepest]
                self.assertEqual(contents(text, top, deepest), expected)

    def test_anchors(self):
        taken = {"a-1"}
        self.assertEqual([anchor("A", taken) for _ in range(3)], ["a", "a-2", "a-3"])
        self.assertEqual(anchor("Über_all - 2.0!", set()), "über_all---20")
        self.assertEqual(contents("# A\n#### A\n# A"), ["- [1 A](#a)", "- [2 A](#a-2)"])

    def test_headings(self):
        self.assertEqual(headings("#\tTab \t\n#  Two  #  \n# a#b #c\n#\n# #\n  # in"), [(1, "Tab"), (1, "Two"), (1, "a#b #c")])
        self.assertEqual(headings("###### six\n####### seven"), [(6, "six")])

    def test_fences(self):
        self.assertEqual(headings("~~~\n```\n# no\n~~~~ x\n~~~\n# yes"), [(1, "yes")])
        self.assertEqual(headings("````\n```\n# no\n`````\n# yes"), [(1, "yes")])
        self.assertEqual(headings("```\n# open to the end"), [])
