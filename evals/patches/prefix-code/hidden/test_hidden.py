import itertools
import random
import unittest

from codes import codes, decode, encode, pack, unpack
from lengths import lengths, total


def plain_lengths(counts):
    """Trees as nested pairs, chosen by looking at them anew each time."""

    def leaves(tree):
        return [tree] if isinstance(tree, str) else leaves(tree[0]) + leaves(tree[1])

    def height(tree):
        return 0 if isinstance(tree, str) else 1 + max(height(tree[0]), height(tree[1]))

    def place(tree):
        return sum(counts[leaf] for leaf in leaves(tree)), height(tree), min(leaves(tree))

    def depth(tree, letter):
        if tree == letter:
            return 0
        return 1 + depth(tree[0] if letter in leaves(tree[0]) else tree[1], letter)

    trees = [letter for letter in counts if counts[letter] > 0]
    while len(trees) > 1:
        trees.sort(key=place)
        trees = trees[2:] + [(trees[0], trees[1])]
    return {letter: max(1, depth(trees[0], letter)) for letter in counts if counts[letter] > 0}


def all_counts(count):
    for seed in range(count):
        chance = random.Random(seed)
        letters = chance.sample("abcdefghijklmnopqrstuvwxyz -", chance.randint(0, chance.choice([4, 8, 16])))
        most = chance.choice([1, 2, 3, 4, 6, 20])
        yield chance, {letter: chance.randint(0, most) for letter in letters}


class Hidden(unittest.TestCase):
    def test_lengths(self):
        for _, counts in all_counts(1500):
            self.assertEqual(lengths(counts), plain_lengths(counts), counts)

    def test_small_counts(self):
        for amount in (2, 3, 4, 5, 6):
            for given in itertools.product((1, 2, 3, 4) if amount < 6 else (1, 2), repeat=amount):
                counts = dict(zip("fbdace", given))
                self.assertEqual(lengths(counts), plain_lengths(counts), counts)

    def test_the_order_of_letters_does_not_matter(self):
        for chance, counts in all_counts(300):
            items = list(counts.items())
            chance.shuffle(items)
            self.assertEqual(lengths(dict(items)), lengths(counts), counts)
            self.assertEqual(list(codes(lengths(dict(items))).items()), list(codes(lengths(counts)).items()))

    def test_counts_are_not_changed(self):
        for _, counts in all_counts(100):
            before = dict(counts)
            lengths(counts)
            self.assertEqual(counts, before)

    def test_negative_counts(self):
        for _, counts in all_counts(50):
            with self.assertRaises(ValueError):
                lengths({**counts, "z": -1})
        with self.assertRaises(ValueError):
            lengths({"z": -3})

    def test_codes(self):
        for chance, counts in all_counts(500):
            bits = plain_lengths(counts)
            for letter in bits:
                bits[letter] += chance.choice([0, 0, 0, 1, 3])
            table = codes(bits)
            expected, last = {}, None
            for letter in sorted(bits, key=lambda letter: (bits[letter], letter)):
                code = "" if last is None else format(int(last, 2) + 1, "0%db" % len(last))
                last = expected[letter] = code.ljust(bits[letter], "0")
            self.assertEqual(list(table.items()), list(expected.items()), bits)

    def test_too_many_codes(self):
        for chance, counts in all_counts(300):
            bits = plain_lengths(counts)
            if len(bits) > 1:
                with self.assertRaises(ValueError):
                    codes({**bits, "!": chance.randint(1, 9)})
                letter = chance.choice([letter for letter in bits if bits[letter] > 1] or [None])
                if letter:
                    with self.assertRaises(ValueError):
                        codes({**bits, letter: bits[letter] - 1})

    def test_there_and_back(self):
        for chance, counts in all_counts(300):
            table = codes(lengths(counts))
            text = [letter for letter in counts for _ in range(counts[letter])]
            chance.shuffle(text)
            text = "".join(text)
            bits = encode(text, table)
            self.assertEqual(bits, "".join(table[letter] for letter in text))
            self.assertEqual(len(bits), total(counts, lengths(counts)))
            self.assertEqual(decode(bits, table), text)
            self.assertEqual(unpack(pack(bits)), bits)
            with self.assertRaises(ValueError):
                encode(text + "?", table)

    def test_broken_bits(self):
        for chance, counts in all_counts(300):
            table = codes({letter: bits + 1 for letter, bits in plain_lengths(counts).items()})
            bits = "".join(chance.choice("01") for _ in range(chance.randint(1, 20)))
            text, rest = "", bits
            while True:
                fitting = [letter for letter in table if rest.startswith(table[letter])]
                if not fitting:
                    break
                text, rest = text + fitting[0], rest[len(table[fitting[0]]) :]
            if rest:
                with self.assertRaises(ValueError):
                    decode(bits, table)
            else:
                self.assertEqual(decode(bits, table), text)
        self.assertEqual(decode("", {}), "")

    def test_packing(self):
        for size in range(18):
            bits = "1" * size
            packed = pack(bits)
            self.assertEqual((packed[0] + size) % 8, 0)
            self.assertEqual(len(packed), 1 + (size + 7) // 8)
            self.assertEqual(unpack(packed), bits)
        for broken in (b"", bytes([1]), bytes([8, 0]), bytes([3, 4]), bytes([255, 0, 0])):
            with self.assertRaises(ValueError):
                unpack(broken)
