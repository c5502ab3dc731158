import unittest

from bracket import Bracket


class BracketTest(unittest.TestCase):
    def test_first_matches(self):
        self.assertEqual(Bracket("ABCD").matches(), [("semi-finals", "A", "D"), ("semi-finals", "B", "C")])

    def test_empty_places(self):
        self.assertEqual(Bracket("ABCDE").matches(), [("quarter-finals", "D", "E"), ("semi-finals", "B", "C")])

    def test_a_whole_tournament(self):
        bracket = Bracket("ABCD")
        bracket.report("D", "A")
        bracket.report("B", "C")
        self.assertEqual(bracket.matches(), [("final", "D", "B")])
        self.assertIsNone(bracket.winner)
        bracket.report("B", "D")
        self.assertEqual(bracket.winner, "B")
        self.assertEqual(bracket.places(), [(1, "B"), (2, "D"), (3, "A"), (3, "C")])

    def test_no_such_match(self):
        bracket = Bracket("ABCD")
        for winner, loser in (("A", "B"), ("A", "X"), ("A", "A")):
            with self.assertRaises(ValueError):
                bracket.report(winner, loser)

    def test_the_opponent_of_who_withdraws_goes_on(self):
        bracket = Bracket("ABCD")
        bracket.withdraw("A")
        bracket.report("C", "B")
        self.assertEqual(bracket.matches(), [("final", "D", "C")])
        self.assertEqual(bracket.places(), [(3, "A"), (3, "B")])

    def test_the_opponent_is_not_known_yet(self):
        bracket = Bracket("ABCDE")
        bracket.withdraw("A")
        self.assertEqual(bracket.matches(), [("quarter-finals", "D", "E"), ("semi-finals", "B", "C")])
        bracket.report("E", "D")
        bracket.report("B", "C")
        self.assertEqual(bracket.matches(), [("final", "E", "B")])

    def test_the_other_finalist_withdraws(self):
        bracket = Bracket("ABCD")
        bracket.report("A", "D")
        bracket.withdraw("A")
        bracket.report("C", "B")
        self.assertEqual(bracket.winner, "C")
        self.assertEqual(bracket.places(), [(1, "C"), (2, "A"), (3, "B"), (3, "D")])

    def test_who_is_out_cannot_withdraw(self):
        bracket = Bracket("AB")
        bracket.report("A", "B")
        for name in "ABX":
            with self.assertRaises(ValueError):
                bracket.withdraw(name)

    def test_entrants(self):
        self.assertEqual(Bracket(["Ann"]).winner, "Ann")
        for entrants in ("", "ABA"):
            with self.assertRaises(ValueError):
                Bracket(entrants)
