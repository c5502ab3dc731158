import unittest

from desk import Desk, Refused


class DeskTest(unittest.TestCase):
    def setUp(self):
        self.desk = Desk()
        self.desk.add("Emma", 1, 0)
        self.desk.add("Ulysses", 2, 0)

    def test_borrow_and_give_back(self):
        self.assertEqual(self.desk.borrow("ann", "Emma", 1), 22)
        self.assertEqual(self.desk.loans_of("ann"), ["Emma"])
        self.assertEqual(self.desk.free("Emma", 1), 0)
        self.assertEqual(self.desk.give_back("ann", "Emma", 25), 3)
        self.assertEqual(self.desk.free("Emma", 25), 1)

    def test_no_copy(self):
        self.desk.borrow("ann", "Emma", 1)
        with self.assertRaises(Refused):
            self.desk.borrow("ben", "Emma", 1)
        with self.assertRaises(Refused):
            self.desk.borrow("ben", "Middlemarch", 1)

    def test_three_loans(self):
        self.desk.add("Walden", 1, 0)
        self.desk.add("Dubliners", 1, 0)
        for title in ("Emma", "Ulysses", "Walden"):
            self.desk.borrow("ann", title, 1)
        with self.assertRaises(Refused):
            self.desk.borrow("ann", "Dubliners", 1)

    def test_the_queue(self):
        self.desk.borrow("ann", "Emma", 1)
        self.assertEqual(self.desk.reserve("ben", "Emma", 2), 1)
        self.assertEqual(self.desk.reserve("cyd", "Emma", 2), 2)
        with self.assertRaises(Refused):
            self.desk.reserve("ben", "Emma", 3)
        self.assertEqual(self.desk.waiting("Emma", 3), ["ben", "cyd"])

    def test_no_reservation_of_what_is_there(self):
        with self.assertRaises(Refused):
            self.desk.reserve("ben", "Emma", 2)

    def test_a_copy_is_held_for_who_waits(self):
        self.desk.borrow("ann", "Emma", 1)
        self.desk.reserve("ben", "Emma", 2)
        self.desk.give_back("ann", "Emma", 10)
        self.assertEqual(self.desk.held("Emma", 10), [("ben", 17)])
        with self.assertRaises(Refused):
            self.desk.borrow("cyd", "Emma", 11)
        self.assertEqual(self.desk.borrow("ben", "Emma", 17), 38)
        self.assertEqual(self.desk.held("Emma", 17), [])

    def test_a_hold_ends(self):
        self.desk.borrow("ann", "Emma", 1)
        self.desk.reserve("ben", "Emma", 2)
        self.desk.give_back("ann", "Emma", 10)
        self.assertEqual(self.desk.free("Emma", 17), 0)
        self.assertEqual(self.desk.free("Emma", 18), 1)
        self.assertEqual(self.desk.borrow("cyd", "Emma", 18), 39)

    def test_the_next_in_the_queue_gets_what_was_not_collected(self):
        self.desk.borrow("ann", "Emma", 1)
        self.desk.reserve("ben", "Emma", 2)
        self.desk.reserve("cyd", "Emma", 3)
        self.desk.give_back("ann", "Emma", 10)
        self.assertEqual(self.desk.held("Emma", 18), [("cyd", 25)])
        self.assertEqual(self.desk.waiting("Emma", 18), [])
        with self.assertRaises(Refused):
            self.desk.borrow("ben", "Emma", 18)

    def test_two_copies_that_were_not_collected(self):
        for member in ("ann", "ben"):
            self.desk.borrow(member, "Ulysses", 1)
        for member in ("cyd", "dan", "eve"):
            self.desk.reserve(member, "Ulysses", 2)
        self.desk.give_back("ann", "Ulysses", 5)
        self.desk.give_back("ben", "Ulysses", 5)
        self.assertEqual(self.desk.free("Ulysses", 13), 1)
        self.assertEqual(self.desk.held("Ulysses", 13), [("eve", 20)])

    def test_cancel(self):
        self.desk.borrow("ann", "Emma", 1)
        self.desk.reserve("ben", "Emma", 2)
        self.desk.reserve("cyd", "Emma", 2)
        self.desk.give_back("ann", "Emma", 3)
        self.desk.cancel("ben", "Emma", 5)
        self.assertEqual(self.desk.held("Emma", 5), [("cyd", 12)])
        self.desk.cancel("cyd", "Emma", 6)
        self.assertEqual(self.desk.free("Emma", 6), 1)

    def test_cancel_in_the_queue(self):
        self.desk.borrow("ann", "Emma", 1)
        self.desk.reserve("ben", "Emma", 2)
        self.desk.reserve("cyd", "Emma", 2)
        self.desk.cancel("ben", "Emma", 3)
        self.assertEqual(self.desk.waiting("Emma", 3), ["cyd"])
        with self.assertRaises(Refused):
            self.desk.cancel("ben", "Emma", 3)

    def test_renew(self):
        self.desk.borrow("ann", "Emma", 1)
        self.assertEqual(self.desk.renew("ann", "Emma", 20), 41)
        self.desk.reserve("ben", "Emma", 21)
        with self.assertRaises(Refused):
            self.desk.renew("ann", "Emma", 22)
