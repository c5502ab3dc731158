import random
import unittest

from arithmetic import evaluate


def build(dice, depth):
    if depth == 0 or dice.random() < 0.2:
        return str(dice.randint(0, 20))
    kind = dice.randint(0, 5)
    if kind == 4:
        return "(" + build(dice, depth - 1) + ")"
    if kind == 5:
        return "-" + str(dice.randint(0, 9))
    return build(dice, depth - 1) + " +-*"[kind] .strip().rjust(1, "+") + build(dice, depth - 1)


class Hidden(unittest.TestCase):
    def test_random(self):
        dice = random.Random(4)
        for _ in range(600):
            text = build(dice, 5)
            self.assertEqual(evaluate(text), eval(text.replace("--", "- -").replace("0" * 2, "0")), text)

    def test_chains(self):
        for text, value in (("1-2-3-4", -8), ("10-3+2", 9), ("10-2*3-1", 3), ("1-2+3-4+5", 3), ("20-(5-3)-1", 17), ("8-1-1-1-1", 4), ("1+2-3", 0), ("5-5-5", -5)):
            self.assertEqual(evaluate(text), value, text)

    def test_division(self):
        for text, value in (("7/2", 3), ("-7/2", -3), ("7/-2", -3), ("-7/-2", 3), ("100/5/2", 10), ("2*7/4", 3), ("7/4*2", 2), ("1-4/2-1", -2)):
            self.assertEqual(evaluate(text), value, text)
        with self.assertRaises(ZeroDivisionError):
            evaluate("1/0")

    def test_minus_in_front(self):
        for text, value in (("-3", -3), ("--3", 3), ("2--3", 5), ("2*-3", -6), ("-(1-4)", 3), ("-2+5", 3)):
            self.assertEqual(evaluate(text), value, text)

    def test_errors(self):
        for text in ("", "1 +", "(1", "1)", "1 2", "a", "1+*2", "()", "1..2", "+"):
            with self.assertRaises(SyntaxError, msg=text):
                evaluate(text)
