from align import Alignment, align, score
from scoring import Scoring


def test_equal_sequences():
    assert align("GATTACA", "GATTACA") == Alignment("GATTACA", "GATTACA", 7)


def test_a_different_letter():
    assert align("GATTACA", "GACTACA") == Alignment("GATTACA", "GACTACA", 5)


def test_case_is_ignored_and_kept():
    assert align("gatt", "GAtT") == Alignment("gatt", "GAtT", 4)


def test_a_letter_that_is_missing_inside():
    assert align("GATTACA", "GATACA")[2] == 4
    assert align("GCTGA", "GCGA") == Alignment("GCTGA", "GC-GA", 2)


def test_letters_that_are_missing_at_the_front():
    assert align("CCGAT", "GAT") == Alignment("CCGAT", "--GAT", -1)
    assert align("GAT", "CCGAT") == Alignment("--GAT", "CCGAT", -1)


def test_an_empty_sequence():
    assert align("", "ACG") == Alignment("---", "ACG", -6)
    assert align("", "") == Alignment("", "", 0)


def test_score_alone():
    assert score("GATTACA", "GCATGCT", Scoring(1, -1, -1)) == 0


def test_other_scoring():
    assert align("AAT", "ACT", Scoring(match=2, mismatch=-5, gap=-1)).score == 2


def test_two_letters_are_preferred_to_a_gap():
    assert align("AA", "A", Scoring(1, -1, -1)) == Alignment("AA", "-A", 0)


def test_identity():
    assert Alignment("GAT-", "GACC", 0).identity == 0.5
    assert Alignment("", "", 0).identity == 1.0


def test_marks():
    assert Alignment("GAT-a", "GACCA", 0).marks() == "||. |"


def test_lines_in_blocks():
    text = Alignment("GATTACA", "GAT-ACA", 4).lines(4)
    assert text == "GATT\n|||\nGAT-\n\nACA\n|||\nACA"
