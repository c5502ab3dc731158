import random
import unittest

from digest import bands, clean, cuts, digest
from enzymes import enzyme, reverse_complement

LETTERS = {"R": "AG", "Y": "CT", "W": "AT", "S": "CG", "K": "GT", "M": "AC", "N": "ACGT"}
PATTERNS = [
    "G^AATTC",
    "G^GATCC",
    "^GATC",
    "GATC^",
    "G^ANTC",
    "CC^WGG",
    "GCG^C",
    "C^G",
    "A^T",
    "AT^AT",
    "^CCNGG",
    "GT^YRAC",
    "GT^MKAC",
    "CC^SGG",
    "CATG^",
    "GGTAC^C",
]


def plain_cuts(bases, patterns, circular):
    """Every base is asked whether an enzyme cuts before it."""
    result = []
    for place in range(len(bases)):
        for name, pattern in patterns:
            site, cut = pattern.replace("^", ""), pattern.index("^")
            letters = []
            for step, letter in enumerate(site):
                at = place - cut + step
                if circular:
                    at %= len(bases)
                letters.append(0 <= at < len(bases) and bases[at] in LETTERS.get(letter, letter))
            if all(letters) and len(site) <= len(bases) and (circular or place > 0):
                result.append((place, name))
                break
    return result


def molecules(count, longest=40):
    for seed in range(count):
        chance = random.Random(seed)
        patterns = [("E%d" % number, pattern) for number, pattern in enumerate(chance.sample(PATTERNS, chance.randint(1, 4)))]
        text = ""
        while len(text) < chance.randint(1, longest):
            site = chance.choice(patterns)[1].replace("^", "")
            known = "".join(chance.choice(LETTERS.get(letter, letter)) for letter in site)
            text += chance.choice([known, known[1:], known[:-2], chance.choice("ACGT")])
        by = chance.randrange(len(text) + 1)
        text = text[by:] + text[:by]
        if chance.random() < 0.3:
            text = text[: chance.randint(1, 6)]
        yield chance, text, patterns


class Hidden(unittest.TestCase):
    def test_cuts(self):
        for _, text, patterns in molecules(1500):
            enzymes = [enzyme(*each) for each in patterns]
            for circular in (False, True):
                self.assertEqual(cuts(text, enzymes, circular), plain_cuts(text, patterns, circular), (text, patterns, circular))

    def test_fragments(self):
        for _, text, patterns in molecules(1000):
            enzymes = [enzyme(*each) for each in patterns]
            for circular in (False, True):
                found = plain_cuts(text, patterns, circular)
                expected = []
                if not found:
                    expected = [(0, text, None, None)]
                elif circular:
                    for number, (place, name) in enumerate(found):
                        after, right = found[(number + 1) % len(found)]
                        size = (after - place - 1) % len(text) + 1
                        bases = "".join(text[(place + step) % len(text)] for step in range(size))
                        expected.append((place, bases, name, right))
                else:
                    start, left = 0, None
                    for place, name in found + [(len(text), None)]:
                        expected.append((start, text[start:place], left, name))
                        start, left = place, name
                self.assertEqual(digest(text, enzymes, circular), expected, (text, patterns, circular))

    def test_a_turned_circle_has_the_same_bands(self):
        for chance, text, patterns in molecules(500):
            enzymes = [enzyme(*each) for each in patterns]
            by = chance.randrange(len(text))
            self.assertEqual(
                bands(digest(text, enzymes, True)), bands(digest(text[by:] + text[:by], enzymes, True)), (text, patterns, by)
            )

    def test_bands(self):
        for _, text, patterns in molecules(300):
            fragments = digest(text, [enzyme(*each) for each in patterns])
            sizes = [len(fragment.bases) for fragment in fragments]
            self.assertEqual(bands(fragments), [(size, sizes.count(size)) for size in sorted(set(sizes), reverse=True)])

    def test_no_bases(self):
        for text in ("", " \n"):
            for circular in (False, True):
                self.assertEqual(cuts(text, [enzyme("E", "C^G")], circular), [])
                self.assertEqual(digest(text, [enzyme("E", "C^G")], circular), [])

    def test_overlapping_sites(self):
        two = enzyme("E", "AT^AT")
        self.assertEqual(cuts("CATATATC", [two]), [(3, "E"), (5, "E")])
        self.assertEqual(cuts("ATAT", [two], True), [(0, "E"), (2, "E")])

    def test_clean(self):
        self.assertEqual(clean(" ac\tgT\n"), "ACGT")
        for text, what in (("ACNGT", "'N' at 2"), ("A C\nxG-", "'X' at 2"), ("U", "'U' at 0")):
            for circular in (False, True):
                with self.assertRaisesRegex(ValueError, what):
                    digest(text, [], circular)

    def test_enzymes(self):
        for pattern in PATTERNS:
            made = enzyme("E", pattern.lower())
            self.assertEqual(made, ("E", pattern.replace("^", ""), pattern.index("^")))
            low, high = sorted((made.cut, len(made.site) - made.cut))
            side = ["", "5'", "3'"][(made.cut < len(made.site) - made.cut) + 2 * (made.cut > len(made.site) - made.cut)]
            self.assertEqual(made.overhang(), (made.site[low:high], side))
        for pattern in ("", "^", "GAATTC", "G^AATT^C", "^GATC^", "G^AUTC", "G^ATTTC", "A^", "R^R", "K^K", "B^V"):
            with self.assertRaises(ValueError):
                enzyme("E", pattern)
        self.assertEqual(reverse_complement("AACGRYWSKMN"), "NKMSWRYCGTT")
