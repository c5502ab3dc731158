import random
import unittest

from keypad import Keypad


class Diary:
    """The lock told from its whole story: all that was pressed is kept and gone through again for each question."""

    def __init__(self, code):
        self.code, self.keys = code, []

    def told(self, now):
        typed, last, wrong, blocks = "", None, 0, 0
        opened, blocked, until = -1, -1, 0
        for at, key in self.keys:
            if at < opened or at < blocked:
                continue
            if blocked >= 0 and at >= blocked and wrong == 3:
                wrong = 0
            if last is not None and at >= last + 10:
                typed = ""
            last = at
            if key.isdigit():
                typed += key
                continue
            tried, typed = typed, ""
            if key == "*" or tried == "":
                continue
            if tried == self.code:
                opened, wrong, blocks = at + 5, 0, 0
            else:
                wrong += 1
                if wrong == 3:
                    blocked = at + 60 * 2**blocks
                    blocks += 1
        if last is not None and now >= last + 10:
            typed = ""
        state = "open" if now < opened else "blocked" if now < blocked else "closed"
        left = 0 if state == "blocked" else 3 if wrong == 3 else 3 - wrong
        return state, left, len(typed)


def told(keypad):
    return keypad.state, keypad.tries_left, keypad.typed


class Hidden(unittest.TestCase):
    def compare(self, seed, steps, words, waits):
        chance = random.Random(seed)
        now = chance.choice([0, 7, 100000])
        keypad, diary = Keypad("12", lambda: now), Diary("12")
        for _ in range(steps):
            for key in chance.choice(words):
                state = keypad.press(key)
                diary.keys.append((now, key))
                self.assertEqual((state, told(keypad)), (diary.told(now)[0], diary.told(now)), (seed, diary.keys))
            now += chance.choice(waits)
            self.assertEqual(told(keypad), diary.told(now), (seed, diary.keys, now))

    def test_stories_of_wrong_codes(self):
        for seed in range(60):
            self.compare(seed, 30, ["1#", "22#", "9#", "#", "*", "12#"][: 3 + seed % 4], [0, 1, 59, 60, 61, 120, 240])

    def test_stories_of_all_keys(self):
        for seed in range(60):
            self.compare(seed, 40, list("0123*#") + ["12#", "12#", "3#", "3#3#3#"], [0, 0, 1, 4, 5, 6, 9, 10, 11, 60, 120])

    def test_stories_of_long_blocks(self):
        for seed in range(30):
            self.compare(seed, 25, ["7#7#7#", "7#", "7*", "1", "#"], [60, 120, 240, 480, 960, 1920])

    def test_clearing_gives_no_try_back(self):
        keypad = Keypad("12", lambda: 0)
        for key in "1#*2#*#":
            keypad.press(key)
        self.assertEqual(keypad.tries_left, 1)
        self.assertEqual([keypad.press(key) for key in "3#"], ["closed", "blocked"])

    def test_waiting_gives_no_try_back(self):
        now = 0
        keypad = Keypad("12", lambda: now)
        for key in "1#2#3":
            keypad.press(key)
        now = 500
        self.assertEqual(told(keypad), ("closed", 1, 0))

    def test_a_look_changes_nothing(self):
        for seed in range(20):
            chance, now = random.Random(seed), 0
            looked, other = Keypad("12", lambda: now), Keypad("12", lambda: now)
            for _ in range(60):
                key = chance.choice("123#")
                looked.press(key)
                other.press(key)
                for _ in range(3):
                    now += chance.choice([0, 1, 5, 30])
                    told(looked)
            self.assertEqual(told(looked), told(other), seed)

    def test_a_code_of_one_digit_and_leading_noughts(self):
        for code in ("0", "007", "0123456789"):
            keypad = Keypad(code, lambda: 0)
            self.assertEqual([keypad.press(key) for key in code + "#"][-1], "open")

    def test_refusals(self):
        for code in ("", "12 ", "1a", "-1"):
            with self.assertRaises(ValueError):
                Keypad(code)
        keypad = Keypad("12", lambda: 0)
        keypad.press("1")
        for key in ("", "12", "a", "##", " "):
            with self.assertRaises(ValueError):
                keypad.press(key)
        self.assertEqual(told(keypad), ("closed", 3, 1))
