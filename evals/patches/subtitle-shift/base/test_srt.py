import unittest

from srt import Cue, parse, time_text, write

TWO = """1
00:00:01,000 --> 00:00:02,500
Hello.

2
00:01:00,000 --> 00:01:02,000
Two
lines.
"""


class SrtTest(unittest.TestCase):
    def test_cues_of_a_file(self):
        self.assertEqual(parse(TWO), [Cue(1000, 2500, "Hello."), Cue(60000, 62000, "Two\nlines.")])

    def test_empty_lines_at_the_end(self):
        self.assertEqual(len(parse(TWO + "\n\n")), 2)
        self.assertEqual(parse(""), [])

    def test_several_empty_lines_between_cues(self):
        source = "1\n0:00:01,0 --> 0:00:02,0\nA\n\n\n\n2\n0:00:03,0 --> 0:00:04,0\nB\n\n"
        self.assertEqual([cue.text for cue in parse(source)], ["A", "B"])

    def test_windows_line_ends_and_byte_order_mark(self):
        source = "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nA\r\n\r\n"
        self.assertEqual(parse(source), [Cue(1000, 2000, "A")])

    def test_no_number_and_points_for_milliseconds(self):
        self.assertEqual(parse("00:00:01.5 --> 00:00:02.250\nA\n\n"), [Cue(1500, 2250, "A")])

    def test_a_cue_without_times(self):
        with self.assertRaisesRegex(ValueError, "cue 3 has no times"):
            parse(TWO + "\n3\nHello.\n\n" + TWO)

    def test_a_cue_that_ends_before_it_starts(self):
        with self.assertRaisesRegex(ValueError, "cue 1 ends before it starts"):
            parse("1\n00:00:02,000 --> 00:00:01,000\nA\n\n")

    def test_time_text(self):
        self.assertEqual(time_text(3723004), "01:02:03,004")

    def test_write(self):
        self.assertEqual(write([Cue(1000, 2500, "Hello."), Cue(60000, 62000, "Two\nlines.")]), TWO)
        self.assertEqual(write([]), "")
