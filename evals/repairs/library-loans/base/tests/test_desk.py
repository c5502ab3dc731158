import unittest

from library.desk import Desk


class DeskTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk(most=2)

    def test_a_book_is_lent_once(self):
        self.assertEqual(self.desk.lend("ada", "emma"), "ok")
        self.assertEqual(self.desk.lend("bob", "emma"), "lent already")

    def test_not_too_many(self):
        for book in ("a", "b"):
            self.desk.lend("ada", book)
        self.assertEqual(self.desk.lend("ada", "c"), "too many")

    def test_what_is_back_does_not_count(self):
        for book in ("a", "b"):
            self.desk.lend("ada", book)
        self.desk.loans.give_back("a")
        self.assertEqual(self.desk.lend("ada", "c"), "ok")
