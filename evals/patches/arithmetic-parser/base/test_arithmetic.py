import unittest

from arithmetic import evaluate


class ArithmeticTest(unittest.TestCase):
    def test_sum(self):
        self.assertEqual(evaluate("1 + 2"), 3)

    def test_products_first(self):
        self.assertEqual(evaluate("1 + 2 * 3"), 7)

    def test_brackets(self):
        self.assertEqual(evaluate("(1 + 2) * 3"), 9)

    def test_from_left_to_right(self):
        self.assertEqual(evaluate("10 - 3 - 2"), 5)

    def test_error(self):
        with self.assertRaises(SyntaxError):
            evaluate("1 +")
