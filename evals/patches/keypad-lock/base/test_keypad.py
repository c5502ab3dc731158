import unittest

from keypad import Keypad


class KeypadTest(unittest.TestCase):
    def setUp(self):
        self.now = 1000
        self.keypad = Keypad("2580", lambda: self.now)

    def enter(self, keys):
        for key in keys:
            self.keypad.press(key)
        return self.keypad.state

    def test_the_right_code_opens(self):
        self.assertEqual(self.enter("2580"), "closed")
        self.assertEqual(self.enter("#"), "open")

    def test_the_door_closes_again(self):
        self.enter("2580#")
        self.now += 4
        self.assertEqual(self.keypad.state, "open")
        self.now += 1
        self.assertEqual(self.keypad.state, "closed")

    def test_a_wrong_code_takes_a_try(self):
        self.assertEqual(self.enter("2581#"), "closed")
        self.assertEqual(self.keypad.tries_left, 2)

    def test_three_wrong_codes_block(self):
        self.assertEqual(self.enter("1#2#3#"), "blocked")
        self.assertEqual(self.keypad.tries_left, 0)
        self.assertEqual(self.enter("2580#"), "blocked")

    def test_a_block_ends_after_a_minute(self):
        self.enter("1#2#3#")
        self.now += 59
        self.assertEqual(self.keypad.state, "blocked")
        self.now += 1
        self.assertEqual(self.enter("2580#"), "open")

    def test_three_new_tries_after_a_block(self):
        self.enter("1#2#3#")
        self.now += 90
        self.assertEqual(self.keypad.tries_left, 3)
        self.assertEqual(self.enter("4#5#"), "closed")

    def test_the_second_block_is_twice_as_long(self):
        self.enter("1#2#3#")
        self.now += 61
        self.enter("4#5#6#")
        self.now += 119
        self.assertEqual(self.keypad.state, "blocked")
        self.now += 1
        self.assertEqual(self.keypad.state, "closed")

    def test_the_right_code_gives_all_tries_back(self):
        self.enter("1#2#2580#")
        self.now += 5
        self.assertEqual(self.keypad.tries_left, 3)

    def test_clearing_is_no_try(self):
        self.assertEqual(self.enter("99*2580#"), "open")

    def test_enter_alone_is_no_try(self):
        self.enter("##")
        self.assertEqual(self.keypad.tries_left, 3)

    def test_digits_are_forgotten_after_ten_seconds(self):
        self.enter("25")
        self.now += 9
        self.enter("8")
        self.assertEqual(self.keypad.typed, 3)
        self.now += 10
        self.assertEqual(self.keypad.typed, 0)

    def test_keys_and_codes_are_checked(self):
        for key in ("a", "", "12"):
            with self.assertRaises(ValueError):
                self.keypad.press(key)
        with self.assertRaises(ValueError):
            Keypad("12a")
