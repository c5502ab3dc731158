import unittest

from numbering import anchor, contents, numbered


def numbers(*levels, top=1):
    return [number for number, _, _ in numbered([(level, "t") for level in levels], top)]


class NumberingTest(unittest.TestCase):
    def test_chapters_are_counted(self):
        self.assertEqual(numbered([(1, "A"), (1, "B")]), [("1", 1, "A"), ("2", 1, "B")])

    def test_sections_are_counted_in_their_chapter(self):
        self.assertEqual(numbers(1, 2, 2, 3), ["1", "1.1", "1.2", "1.2.1"])

    def test_a_new_chapter_starts_its_sections_at_one(self):
        self.assertEqual(numbers(1, 2, 2, 1, 2), ["1", "1.1", "1.2", "2", "2.1"])

    def test_a_skipped_level_is_nought(self):
        self.assertEqual(numbers(1, 3), ["1", "1.0.1"])

    def test_counting_from_the_second_level(self):
        self.assertEqual(numbers(1, 2, 3, 1, 2, top=2), ["", "1", "1.1", "", "1"])

    def test_anchors_are_unique(self):
        taken = set()
        self.assertEqual([anchor("What's new?", taken), anchor("Whats new", taken)], ["whats-new", "whats-new-1"])

    def test_contents(self):
        text = "# Begin\n## Set up\n# Use\n## Daily\n#### Details"
        self.assertEqual(
            contents(text),
            [
                "- [1 Begin](#begin)",
                "  - [1.1 Set up](#set-up)",
                "- [2 Use](#use)",
                "  - [2.1 Daily](#daily)",
            ],
        )
