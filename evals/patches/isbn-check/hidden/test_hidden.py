import random
import unittest

from isbn import NotANumber, check_digit, is_valid, normalise, same_book, to_10, to_13


def checks_ten(digits):
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * weight for value, weight in zip(values, range(10, 0, -1))) % 11 == 0


def checks_thirteen(digits):
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def bodies(length, count, start=""):
    chance = random.Random(31)
    for _ in range(count):
        yield start + "".join(chance.choice("0123456789") for _ in range(length - len(start)))


def ten(body):
    return next(body + digit for digit in "0123456789X" if checks_ten(body + digit))


def thirteen(body):
    return next(body + digit for digit in "0123456789" if checks_thirteen(body + digit))


class Hidden(unittest.TestCase):
    def test_check_digits_of_nine(self):
        seen = set()
        for body in bodies(9, 600):
            digit = check_digit(body)
            seen.add(digit)
            self.assertEqual(body + digit, ten(body))
        self.assertEqual(seen, set("0123456789X"))

    def test_check_digits_of_twelve(self):
        for start in ("978", "979"):
            for body in bodies(12, 300, start):
                self.assertEqual(body + check_digit(body), thirteen(body))

    def test_no_check_digit(self):
        for digits in ("", "1", "1234567890", "12345678901", "1234567890123"):
            with self.assertRaises(NotANumber):
                check_digit(digits)

    def test_exactly_one_last_digit_is_valid(self):
        for body in bodies(9, 100):
            self.assertEqual([body + d for d in "0123456789X" if is_valid(body + d)], [ten(body)])
            self.assertEqual(is_valid(body + "x"), ten(body).endswith("X"))
        for start in ("978", "979"):
            for body in bodies(12, 100, start):
                self.assertEqual([body + d for d in "0123456789X" if is_valid(body + d)], [thirteen(body)])

    def test_other_thirteens_are_no_book_numbers(self):
        for start in ("977", "980", "000", "123"):
            for body in bodies(12, 50, start):
                self.assertFalse(is_valid(thirteen(body)))
                with self.assertRaises(NotANumber):
                    to_10(thirteen(body))

    def test_an_x_is_only_the_last(self):
        for body in bodies(9, 50):
            for at in range(9):
                moved = body[:at] + "X" + body[at + 1:]
                for digit in "0123456789X":
                    self.assertFalse(is_valid(moved + digit))
                    with self.assertRaises(NotANumber):
                        normalise(moved + digit)

    def test_from_ten_to_thirteen_and_back(self):
        for body in bodies(9, 400):
            short, long = ten(body), thirteen("978" + body)
            self.assertEqual((to_13(short), to_10(long)), (long, short))
            self.assertEqual((to_13(long), to_10(short)), (long, short))
            self.assertTrue(same_book(short, long))

    def test_979_has_no_ten(self):
        for body in bodies(12, 50, "979"):
            self.assertIsNone(to_10(thirteen(body)))
            self.assertEqual(to_13(thirteen(body)), thirteen(body))
            self.assertFalse(same_book(thirteen(body), thirteen("978" + body[3:])))

    def test_any_other_text(self):
        for text in ("", "X", "-", "12345678X", "030640615²", "٠٣٠٦٤٠٦١٥٢", "0306406152\n", "978030640615X", "0_306406152"):
            self.assertFalse(is_valid(text), text)

    def test_refusals(self):
        for text in ("0306406153", "9780306406158", "word"):
            for ask in (to_10, to_13):
                with self.assertRaises(NotANumber):
                    ask(text)
            with self.assertRaises(NotANumber):
                same_book("0306406152", text)
