import unittest

from lift import Lift, stops


def called(lift, *floors):
    for floor in floors:
        lift.call(floor)
    return lift


class LiftTest(unittest.TestCase):
    def test_step_by_step(self):
        lift = called(Lift(0, 9), 2)
        self.assertEqual([lift.step() for _ in range(4)], ["up", "up", "open", "rest"])
        self.assertEqual(lift.floor, 2)

    def test_the_doors_open_where_it_is(self):
        lift = called(Lift(0, 9, at=4), 4)
        self.assertEqual([lift.step(), lift.step()], ["open", "rest"])

    def test_serves_floors_on_the_way(self):
        self.assertEqual(list(stops(called(Lift(0, 9), 7, 2, 5))), [2, 5, 7])

    def test_keeps_going_up(self):
        lift = called(Lift(0, 9), 6)
        for _ in range(3):
            lift.step()
        self.assertEqual(list(stops(called(lift, 4, 0))), [4, 6, 0])

    def test_keeps_going_down(self):
        lift = called(Lift(0, 9, at=5), 4)
        lift.step()
        self.assertEqual(list(stops(called(lift, 6, 2))), [4, 2, 6])

    def test_begins_with_the_nearest(self):
        self.assertEqual(list(stops(called(Lift(0, 9, at=5), 1, 7))), [7, 1])

    def test_a_cancelled_call_is_not_served(self):
        lift = called(Lift(-2, 9), 3, 8)
        lift.cancel(3)
        self.assertEqual(lift.calls, [8])
        self.assertEqual(list(stops(lift)), [8])

    def test_rests_without_a_direction(self):
        lift = called(Lift(0, 9), 1)
        self.assertEqual(list(stops(lift)), [1])
        self.assertIsNone(lift.direction)

    def test_floors_that_are_not_there(self):
        for floor in (-3, 10):
            with self.assertRaises(ValueError):
                Lift(-2, 9).call(floor)
