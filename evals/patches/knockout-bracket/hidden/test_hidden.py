import random
import unittest

from bracket import Bracket
from draw import places, round_name, size_for

EMPTY = "-"


class Plain:
    """Knows only who is out and in which round (from 0); who stands where is worked out from the beginning each time."""

    def __init__(self, entrants):
        self.entrants, self.out, self.rounds = list(entrants), {}, 0
        while 2**self.rounds < len(entrants):
            self.rounds += 1
        self.work_out()

    def order(self):
        """Seeds by halves: each half takes turns at the seeds, the worse ones in reverse."""

        def part(seeds):
            if len(seeds) == 1:
                return seeds
            upper = [seed for at, seed in enumerate(seeds) if at % 4 in (0, 3)]
            lower = [seed for at, seed in enumerate(seeds) if at % 4 in (1, 2)]
            return part(upper) + part(lower)

        return part(list(range(2**self.rounds)))

    def work_out(self):
        """Who stands at each side of each round: a name, EMPTY, or None if that is not known."""
        seeds = self.order()
        self.sides = [[self.entrants[seed] if seed < len(self.entrants) else EMPTY for seed in seeds]]
        for number in range(self.rounds):
            following = []
            for both in zip(self.sides[number][::2], self.sides[number][1::2]):
                left = [name for name in both if name != EMPTY and self.out.get(name) != number]
                following.append(left[0] if len(left) == 1 and None not in left else None)
            self.sides.append(following)

    def reached(self, name):
        return max(number for number in range(self.rounds + 1) if name in self.sides[number])

    def winner(self):
        return self.sides[-1][0]

    def matches(self):
        found = []
        for number in range(self.rounds):
            for both in zip(self.sides[number][::2], self.sides[number][1::2]):
                if all(name not in (None, EMPTY) and name not in self.out for name in both):
                    if all(self.reached(name) == number for name in both):
                        left = 2 ** (self.rounds - number)
                        title = {2: "final", 4: "semi-finals", 8: "quarter-finals"}.get(left, "round of %d" % left)
                        found.append((title, *both))
        return found

    def lose(self, name):
        self.out[name] = self.reached(name)
        self.work_out()

    def places(self):
        found = [(1, self.winner())] if self.winner() is not None else []
        for number in range(self.rounds - 1, -1, -1):
            found += [(2 ** (self.rounds - 1 - number) + 1, name) for name in self.entrants if self.out.get(name) == number]
        return found


class Hidden(unittest.TestCase):
    def same(self, bracket, plain, what):
        self.assertEqual(bracket.matches(), plain.matches(), what)
        self.assertEqual(bracket.winner, plain.winner(), what)
        self.assertEqual(bracket.places(), plain.places(), what)

    def run_one(self, chance, count, withdrawals):
        entrants = chance.sample("ABCDEFGHIJKLMNOPQRST", count)
        bracket, plain, told = Bracket(entrants), Plain(entrants), []
        self.same(bracket, plain, entrants)
        while plain.winner() is None:
            still = [name for name in entrants if name not in plain.out]
            if chance.random() < withdrawals:
                name = chance.choice(still)
                told.append("withdraw " + name)
                bracket.withdraw(name)
            else:
                _, *both = chance.choice(plain.matches())
                chance.shuffle(both)
                winner, name = both
                told.append("%s beats %s" % (winner, name))
                bracket.report(winner, name)
            plain.lose(name)
            self.same(bracket, plain, (entrants, told))
            self.refuses(chance, bracket, plain, entrants, (entrants, told))
        self.assertEqual(len(bracket.places()), count)

    def refuses(self, chance, bracket, plain, entrants, what):
        open_pairs = {frozenset(both) for _, *both in plain.matches()}
        pair = [chance.choice(entrants), chance.choice(entrants)]
        if frozenset(pair) not in open_pairs:
            with self.assertRaises(ValueError, msg=what):
                bracket.report(*pair)
        gone = [*plain.out, "X", *([plain.winner()] if plain.winner() else [])]
        with self.assertRaises(ValueError, msg=what):
            bracket.withdraw(chance.choice(gone))
        self.same(bracket, plain, what)

    def test_without_withdrawals(self):
        for seed in range(60):
            self.run_one(random.Random(seed), seed % 12 + 1, 0)

    def test_some_withdrawals(self):
        for seed in range(150):
            self.run_one(random.Random(seed), seed % 12 + 1, 0.3)

    def test_many_withdrawals(self):
        for seed in range(150):
            self.run_one(random.Random(seed), seed % 9 + 1, 0.8)

    def test_all_but_one_withdraw(self):
        for seed in range(60):
            self.run_one(random.Random(seed), seed % 11 + 2, 1)

    def test_entrants_are_not_changed(self):
        entrants = list("ABCDE")
        bracket = Bracket(entrants)
        bracket.withdraw("A")
        bracket.report("D", "E")
        self.assertEqual(entrants, list("ABCDE"))
        self.assertEqual(Bracket(tuple("ABCDE")).matches(), Bracket(entrants).matches())

    def test_wrong_entrants(self):
        for entrants in ([], ["A", "A"], list("ABCDEFA"), ()):
            with self.assertRaises(ValueError):
                Bracket(entrants)

    def test_draw(self):
        for power in range(7):
            plain = Plain(range(2**power))
            self.assertEqual(places(2**power), [seed + 1 for seed in plain.order()])
        for count in range(1, 70):
            self.assertEqual(size_for(count), min(2**power for power in range(8) if 2**power >= count))
        names = ["round of 32", "round of 16", "quarter-finals", "semi-finals", "final"]
        self.assertEqual([round_name(5, number) for number in range(1, 6)], names)
