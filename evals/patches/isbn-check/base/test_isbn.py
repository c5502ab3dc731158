import unittest

from isbn import NotANumber, check_digit, is_valid, normalise, same_book, to_10, to_13


class IsbnTest(unittest.TestCase):
    def test_hyphens_and_spaces_do_not_count(self):
        self.assertEqual(normalise("0-306-40615-2"), "0306406152")
        self.assertEqual(normalise("978 0 306 40615 7"), "9780306406157")
        self.assertEqual(normalise("080442957x"), "080442957X")

    def test_what_is_no_book_number(self):
        for text in ("", "12345", "030640615-", "X306406152", "97803064061577"):
            with self.assertRaises(NotANumber):
                normalise(text)

    def test_check_digits(self):
        self.assertEqual(check_digit("030640615"), "2")
        self.assertEqual(check_digit("978030640615"), "7")

    def test_valid(self):
        self.assertTrue(is_valid("0-306-40615-2"))
        self.assertTrue(is_valid("978-0-306-40615-7"))

    def test_valid_with_an_x(self):
        self.assertTrue(is_valid("0-8044-2957-X"))
        self.assertTrue(is_valid("0-9752298-0-x"))

    def test_not_valid(self):
        for text in ("0-306-40615-3", "978-0-306-40615-8", "0-306-40615-X", "no number"):
            self.assertFalse(is_valid(text), text)

    def test_to_thirteen(self):
        self.assertEqual(to_13("0-306-40615-2"), "9780306406157")
        self.assertEqual(to_13("0-8044-2957-X"), "9780804429573")

    def test_to_ten(self):
        self.assertEqual(to_10("978-0-306-40615-7"), "0306406152")
        self.assertIsNone(to_10("979-10-90636-07-1"))

    def test_same_book(self):
        self.assertTrue(same_book("0-306-40615-2", "978-0-306-40615-7"))

    def test_a_wrong_check_digit_is_refused(self):
        with self.assertRaises(NotANumber):
            to_13("0-306-40615-3")
