import unittest

from triage import UnknownPatient, WaitingRoom


class WaitingRoomTest(unittest.TestCase):
    def setUp(self):
        self.room = WaitingRoom()
        self.room.arrive("Ada", 3, 600)
        self.room.arrive("Ben", 5, 602)
        self.room.arrive("Cleo", 3, 605)
        self.room.arrive("Dora", 4, 605)

    def called(self, now=700):
        names = []
        while (found := self.room.call(now)) is not None:
            names.append(found[0])
        return names

    def test_by_level_and_arrival(self):
        self.assertEqual(self.called(), ["Ada", "Cleo", "Dora", "Ben"])
        self.assertIsNone(self.room.call(700))

    def test_who_is_urgent_comes_first(self):
        self.room.arrive("Eli", 1, 610)
        self.assertEqual(self.room.call(611), ("Eli", 1))
        self.assertEqual(self.room.call(612), ("Ada", 12))

    def test_who_waits(self):
        self.assertEqual(len(self.room), 4)
        self.room.call(610)
        self.assertEqual(len(self.room), 3)
        self.assertIn("Ben", self.room)
        self.assertNotIn("Ada", self.room)

    def test_a_name_can_wait_once(self):
        with self.assertRaises(ValueError):
            self.room.arrive("Ben", 2, 610)
        with self.assertRaises(ValueError):
            self.room.arrive("Eli", 6, 610)

    def test_leave(self):
        self.assertEqual(self.room.leave("Ada", 620), 20)
        self.assertEqual(self.called(), ["Cleo", "Dora", "Ben"])
        with self.assertRaises(UnknownPatient):
            self.room.leave("Ada", 630)

    def test_order(self):
        self.room.reassess("Ben", 3)
        self.assertEqual(self.room.order(), ["Ada", "Ben", "Cleo", "Dora"])
        self.assertEqual(self.room.ahead_of("Cleo"), 2)

    def test_reassess_to_more_urgent(self):
        self.assertEqual(self.room.reassess("Ben", 2), 5)
        self.assertEqual(self.called(), ["Ben", "Ada", "Cleo", "Dora"])

    def test_reassess_to_less_urgent(self):
        self.assertEqual(self.room.reassess("Cleo", 5), 3)
        self.assertEqual(self.room.order(), ["Ada", "Dora", "Ben", "Cleo"])
        self.assertEqual(self.room.call(610), ("Ada", 10))

    def test_reassess_and_call(self):
        self.room.reassess("Cleo", 1)
        self.assertEqual(self.room.call(610), ("Cleo", 5))
        self.assertEqual(self.room.call(611), ("Ada", 11))
        self.assertEqual(len(self.room), 2)

    def test_reassess_who_is_not_there(self):
        with self.assertRaises(UnknownPatient):
            self.room.reassess("Zoe", 2)
        with self.assertRaises(ValueError):
            self.room.reassess("Ada", 0)

    def test_overdue(self):
        self.assertEqual(self.room.overdue(630), [])
        self.assertEqual(self.room.overdue(636), [("Ada", 6), ("Cleo", 1)])
        self.room.reassess("Dora", 2)
        self.assertEqual(self.room.overdue(636), [("Dora", 21), ("Ada", 6), ("Cleo", 1)])
