import random
import unittest
from fractions import Fraction

from srt import Cue, parse, time_text, write
from timing import shift, shown_at, stretch


def plain_time(time):
    text = "%02d:" % (time // 3600000)
    text += "%02d:" % (time // 60000 % 60)
    text += "%02d," % (time // 1000 % 60)
    return text + str(time % 1000).zfill(3)


def films(count, least=0):
    chance = random.Random(3)
    for _ in range(count):
        cues, now = [], 0
        for _ in range(chance.randint(least, 6)):
            now += chance.choice([0, 1, 999, 1500, 60000, 3599999, 7200000])
            end = now + chance.choice([0, 1, 1000, 2345, 61000])
            text = chance.choice(["A", "Two\nlines", "", " spaces before", "12", "B\n7", "a --> b"])
            if text == "12":
                text = "No 12"
            cues.append(Cue(now, end, text))
        yield chance, cues


def loose(chance, cues):
    """A file with the cues, written as people do."""
    source = chance.choice(["", "", "\ufeff"]) + chance.choice(["", "", "\n", "  \n\n"])
    for number, cue in enumerate(cues, 1):
        if number > 1:
            source += chance.choice(["\n", "\n", "\n\n\n", "   \n", "\t\n\n"])
        if chance.random() < 0.7:
            source += "%d\n" % chance.choice([number, 7])
        times = [plain_time(cue.start), plain_time(cue.end)]
        if chance.random() < 0.3:
            times = [time.replace(",", ".") for time in times]
        if chance.random() < 0.3:
            times = [time[:-1] if time[-2:] != "00" and time[-1] == "0" else time for time in times]
        source += times[0] + chance.choice([" --> ", "-->", "  -->  "]) + times[1] + chance.choice(["", " "]) + "\n"
        source += cue.text + "\n" if cue.text else ""
    source = source[:-1] if source.endswith("\n") and chance.random() < 0.5 else source
    source += chance.choice(["", "", "\n", "\n\n", "\n  \n"])
    return source.replace("\n", "\r\n") if chance.random() < 0.3 else source


class Hidden(unittest.TestCase):
    def test_files_as_people_write_them(self):
        for chance, cues in films(600):
            source = loose(chance, cues)
            self.assertEqual(parse(source), cues, repr(source))

    def test_written_files_are_read_again(self):
        for _, cues in films(200):
            source = write(cues)
            self.assertEqual(parse(source), cues)
            expected = ""
            for number, cue in enumerate(cues, 1):
                expected += "\n" if number > 1 else ""
                expected += "%d\n%s --> %s\n" % (number, plain_time(cue.start), plain_time(cue.end))
                expected += cue.text + "\n" if cue.text else ""
            self.assertEqual(source, expected)

    def test_broken_cues_at_every_place(self):
        for chance, cues in films(200, least=1):
            blocks = write(cues).rstrip("\n").split("\n\n")
            place = chance.randrange(len(blocks))
            broken, what = chance.choice(
                [
                    ("5", "has no times"),
                    ("5\nHello", "has no times"),
                    ("Hello\nyou", "has no times"),
                    ("5\n00:00:01 --> 00:00:02\nA", "has no times"),
                    ("5\n00:00:01,000 -> 00:00:02,000\nA", "has no times"),
                    ("5\n00:00:02,000 --> 00:00:01,999\nA", "ends before it starts"),
                ]
            )
            blocks[place] = broken
            for end in ("", "\n", "\n\n"):
                with self.assertRaises(ValueError) as caught:
                    parse("\n\n".join(blocks) + end)
                self.assertIn("cue %d %s" % (place + 1, what), str(caught.exception))

    def test_no_cues(self):
        for source in ("", "\n", "\ufeff", " \n\t\n", "\r\n\r\n"):
            self.assertEqual(parse(source), [])

    def test_times(self):
        chance = random.Random(1)
        for time in [0, 1, 999, 1000, 59999, 60000, 3599999, 3600000] + [chance.randint(0, 90_000_000) for _ in range(300)]:
            self.assertEqual(time_text(time), plain_time(time))

    def test_shift(self):
        for chance, cues in films(300):
            by = chance.choice([0, 1, -1, -1500, 60000, -60000, -3600000]) - chance.choice([0, 0, 345])
            expected = []
            for start, end, text in cues:
                if end + by >= 0:
                    expected.append((start + by if start + by > 0 else 0, end + by, text))
            self.assertEqual(shift(cues, by), expected)

    def test_stretch(self):
        for chance, cues in films(300):
            a, b = chance.choice([(25, 24), (24, 25), (1, 1), (3, 2), (1, 3), (1001, 1000), (1, 2)])
            for old, new in zip(cues, stretch(cues, a, b)):
                for before, after in zip(old[:2], new[:2]):
                    self.assertTrue(-Fraction(1, 2) < after - Fraction(before * a, b) <= Fraction(1, 2), (before, after, a, b))
                self.assertEqual(old.text, new.text)
            self.assertEqual(stretch(cues, 2), [(start * 2, end * 2, text) for start, end, text in cues])

    def test_shown_at(self):
        for chance, cues in films(200):
            for time in [each for cue in cues for each in (cue.start - 1, cue.start, cue.end - 1, cue.end)]:
                self.assertEqual(shown_at(cues, time), [cue for cue in cues if cue.start <= time <= cue.end - 1])
