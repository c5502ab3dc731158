import unittest

from srt import Cue
from timing import shift, shown_at, stretch

CUES = [Cue(1000, 2000, "A"), Cue(2000, 4000, "B")]


class TimingTest(unittest.TestCase):
    def test_later(self):
        self.assertEqual(shift(CUES, 500), [Cue(1500, 2500, "A"), Cue(2500, 4500, "B")])

    def test_earlier_than_the_beginning(self):
        self.assertEqual(shift(CUES, -2500), [Cue(0, 1500, "B")])

    def test_stretch(self):
        self.assertEqual(stretch(CUES, 25, 24), [Cue(1042, 2083, "A"), Cue(2083, 4167, "B")])

    def test_shown_at(self):
        self.assertEqual(shown_at(CUES, 2000), [CUES[1]])
        self.assertEqual(shown_at(CUES, 4000), [])
