import unittest
from datetime import date

from pantry import Pantry, Shortage


def day(number):
    return date(2026, 3, number)


class PantryTest(unittest.TestCase):
    def setUp(self):
        self.pantry = Pantry()
        self.pantry.receive("milk", 6, day(10))
        self.pantry.receive("milk", 4, day(5))
        self.pantry.receive("eggs", 30, day(20))

    def test_on_hand_by_day(self):
        self.assertEqual(self.pantry.on_hand("milk"), [(4, day(5)), (6, day(10))])
        self.assertEqual(self.pantry.on_hand("flour"), [])

    def test_batches_of_one_day_become_one(self):
        self.pantry.receive("milk", 2, day(10))
        self.assertEqual(self.pantry.on_hand("milk"), [(4, day(5)), (8, day(10))])

    def test_a_batch_is_usable_on_its_best_before_day(self):
        self.assertEqual(self.pantry.available("milk", day(5)), 10)
        self.assertEqual(self.pantry.available("milk", day(6)), 6)

    def test_what_expires_first_is_taken_first(self):
        self.assertEqual(self.pantry.take("milk", 5, day(1)), [(4, day(5)), (1, day(10))])
        self.assertEqual(self.pantry.on_hand("milk"), [(5, day(10))])

    def test_expired_batches_are_not_taken(self):
        self.assertEqual(self.pantry.take("milk", 3, day(6)), [(3, day(10))])
        self.assertEqual(self.pantry.on_hand("milk"), [(4, day(5)), (3, day(10))])

    def test_too_little(self):
        with self.assertRaises(Shortage) as caught:
            self.pantry.take("milk", 8, day(6))
        self.assertEqual(caught.exception.missing, 2)
        self.assertEqual(self.pantry.available("milk", day(1)), 10)

    def test_reserved_is_not_available(self):
        self.pantry.reserve("milk", 7, day(1))
        self.assertEqual(self.pantry.available("milk", day(1)), 3)
        with self.assertRaises(Shortage):
            self.pantry.take("milk", 4, day(1))

    def test_released_is_available_again(self):
        self.pantry.reserve("milk", 7, day(1))
        self.pantry.release("milk", 5)
        self.assertEqual(self.pantry.available("milk", day(1)), 8)
        with self.assertRaises(Shortage):
            self.pantry.release("milk", 3)

    def test_take_reserved(self):
        self.pantry.reserve("eggs", 12, day(1))
        self.assertEqual(self.pantry.take_reserved("eggs", 10, day(2)), [(10, day(20))])
        self.assertEqual(self.pantry.available("eggs", day(2)), 18)

    def test_a_reservation_can_expire(self):
        self.pantry.reserve("milk", 8, day(1))
        with self.assertRaises(Shortage) as caught:
            self.pantry.take_reserved("milk", 8, day(6))
        self.assertEqual(caught.exception.missing, 2)

    def test_discard(self):
        self.assertEqual(self.pantry.discard(day(11)), [("milk", 4, day(5)), ("milk", 6, day(10))])
        self.assertEqual(self.pantry.on_hand("milk"), [])
        self.assertEqual(self.pantry.discard(day(11)), [])

    def test_amounts_are_checked(self):
        for call in (self.pantry.take, self.pantry.reserve):
            with self.assertRaises(ValueError):
                call("milk", 0, day(1))
