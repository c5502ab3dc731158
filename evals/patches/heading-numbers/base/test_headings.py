import unittest

from headings import headings


class HeadingsTest(unittest.TestCase):
    def test_levels_and_titles(self):
        self.assertEqual(headings("# One\ntext\n\n### Deep"), [(1, "One"), (3, "Deep")])

    def test_closing_marks_do_not_belong_to_the_title(self):
        self.assertEqual(headings("## Two ##\n# C#"), [(2, "Two"), (1, "C#")])

    def test_no_heading_without_a_space(self):
        self.assertEqual(headings("#hashtag\n####### seven"), [])

    def test_code_is_left_alone(self):
        self.assertEqual(headings("# A\n```sh\n# comment\n```\n# B"), [(1, "A"), (1, "B")])
