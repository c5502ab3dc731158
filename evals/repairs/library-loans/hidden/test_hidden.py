import unittest

from library.desk import Desk


class HiddenTest(unittest.TestCase):
    def test_a_year_of_reading(self):
        desk = Desk(most=3)
        for book in range(50):
            self.assertEqual(desk.lend("ada", book), "ok")
            self.assertTrue(desk.loans.give_back(book))
            self.assertEqual(desk.loans.count("ada"), 0)
        self.assertFalse(desk.loans.give_back(0))

    def test_members_are_apart(self):
        desk = Desk(most=1)
        desk.lend("ada", "a")
        self.assertEqual(desk.lend("bob", "b"), "ok")
        self.assertEqual(desk.lend("ada", "c"), "too many")
