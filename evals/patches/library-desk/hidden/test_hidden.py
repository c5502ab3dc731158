import random
import unittest

from desk import HOLD_DAYS, LOAN_DAYS, LOANS, Desk, Refused

NO = "refused"


class Daily:
    """One title, whose holds are looked at every single day."""

    def __init__(self):
        self.day = 0
        self.free, self.loans, self.holds, self.queue = 0, {}, [], []

    def comes_free(self):
        if self.queue:
            self.holds.append((self.queue.pop(0), self.day + HOLD_DAYS))
        else:
            self.free += 1

    def until(self, today):
        while self.day < today:
            self.day += 1
            for hold in [each for each in self.holds if each[1] == self.day - 1]:
                self.holds.remove(hold)
                self.comes_free()

    def add(self, copies):
        for _ in range(copies):
            self.comes_free()

    def borrow(self, member):
        mine = [hold for hold in self.holds if hold[0] == member]
        if member in self.loans or not mine and not self.free:
            return NO
        if mine:
            self.holds.remove(mine[0])
        else:
            self.free -= 1
        self.loans[member] = self.day + LOAN_DAYS
        return self.loans[member]

    def give_back(self, member):
        if member not in self.loans:
            return NO
        late = self.day - self.loans.pop(member)
        self.comes_free()
        return late if late > 0 else 0

    def renew(self, member):
        if member not in self.loans or self.queue or self.loans[member] < self.day:
            return NO
        self.loans[member] = self.day + LOAN_DAYS
        return self.loans[member]

    def reserve(self, member):
        if self.free or member in [*self.loans, *self.queue, *(name for name, _ in self.holds)]:
            return NO
        self.queue.append(member)
        return len(self.queue)

    def cancel(self, member):
        mine = [hold for hold in self.holds if hold[0] == member]
        if mine:
            self.holds.remove(mine[0])
            self.comes_free()
        elif member in self.queue:
            self.queue.remove(member)
        else:
            return NO

    def state(self):
        return sorted(self.holds, key=lambda hold: hold[1]), self.queue, self.free


def ask(desk, name, *given):
    try:
        return getattr(desk, name)(*given)
    except Refused:
        return NO


class Hidden(unittest.TestCase):
    def history(self, seed, gaps, kinds, look):
        chance = random.Random(seed)
        desk, plain, today = Desk(), Daily(), 0
        copies = chance.choice([1, 1, 2, 3])
        desk.add("Emma", copies, 0)
        plain.add(copies)
        for step in range(60):
            today += chance.choice(gaps)
            plain.until(today)
            name = chance.choice(kinds)
            member = chance.choice("abcdefgh")
            if name == "add":
                given, expected = ("Emma", 1, today), plain.add(1)
            else:
                given, expected = (member, "Emma", today), getattr(plain, name)(member)
            self.assertEqual(ask(desk, name, *given), expected, (seed, step, name, given))
            if chance.random() < look:
                found = desk.held("Emma", today), desk.waiting("Emma", today), desk.free("Emma", today)
                self.assertEqual(found, plain.state(), (seed, step, name, given))

    KINDS = ["borrow", "borrow", "reserve", "reserve", "reserve", "give_back", "give_back", "cancel", "renew"]

    def test_busy_days(self):
        for seed in range(150):
            self.history(seed, [0, 0, 0, 1, 1, 2], self.KINDS, 1)

    def test_quiet_weeks(self):
        for seed in range(150):
            self.history(seed, [0, 0, 0, 0, 0, 0, 1, 3, 7, 8, 9, 12, 30], self.KINDS, 1)

    def test_seldom_looked_at(self):
        for seed in range(300):
            self.history(seed, [0, 0, 0, 0, 1, 2, 4, 8, 17], self.KINDS, 0.1)

    def test_new_copies(self):
        for seed in range(80):
            self.history(seed, [0, 0, 0, 1, 4, 8, 11], self.KINDS + ["add"], 0.5)

    def test_titles_are_apart(self):
        desk = Desk()
        for title in ("A", "B"):
            desk.add(title, 1, 0)
            desk.borrow("ann", title, 0)
            desk.reserve("ben", title, 0)
            desk.reserve("cyd", title, 0)
        desk.give_back("ann", "A", 1)
        desk.give_back("ann", "B", 5)
        self.assertEqual(desk.held("A", 9), [("cyd", 16)])
        self.assertEqual(desk.held("B", 9), [("ben", 12)])
        self.assertEqual(desk.borrow("ben", "B", 9), 9 + LOAN_DAYS)
        self.assertEqual(desk.waiting("B", 9), ["cyd"])

    def test_a_refusal_changes_nothing(self):
        desk = Desk()
        desk.add("A", 2, 0)
        desk.borrow("ann", "A", 0)
        for call in (("borrow", "ann"), ("reserve", "ben"), ("give_back", "ben"), ("renew", "ben"), ("cancel", "ann")):
            self.assertEqual(ask(desk, call[0], call[1], "A", 1), NO)
            self.assertEqual((desk.free("A", 1), desk.waiting("A", 1), desk.held("A", 1)), (1, [], []))
            self.assertEqual(desk.loans_of("ann"), ["A"])
            self.assertEqual(ask(desk, call[0], call[1], "Z", 1), NO)

    def test_the_number_of_loans(self):
        desk = Desk()
        for title in "DCBA":
            desk.add(title, 1, 0)
        for count, title in enumerate("CABD"):
            expected = LOAN_DAYS if count < LOANS else NO
            self.assertEqual(ask(desk, "borrow", "ann", title, 0), expected)
        self.assertEqual(desk.loans_of("ann"), ["A", "B", "C"])
        self.assertEqual(desk.free("D", 0), 1)
        desk.give_back("ann", "A", 2)
        self.assertEqual(desk.borrow("ann", "D", 2), 2 + LOAN_DAYS)

    def test_a_hold_waits_for_a_member_with_many_loans(self):
        desk = Desk()
        for title in "ABCD":
            desk.add(title, 1, 0)
        for title in "ABC":
            desk.borrow("ann", title, 0)
        desk.borrow("ben", "D", 0)
        desk.reserve("ann", "D", 0)
        desk.give_back("ben", "D", 1)
        self.assertEqual(ask(desk, "borrow", "ann", "D", 2), NO)
        self.assertEqual(desk.held("D", 2), [("ann", 1 + HOLD_DAYS)])
        desk.give_back("ann", "A", 3)
        self.assertEqual(desk.borrow("ann", "D", 3), 3 + LOAN_DAYS)

    def test_copies_are_counted(self):
        for copies in (0, -1):
            with self.assertRaises(ValueError):
                Desk().add("A", copies, 0)
