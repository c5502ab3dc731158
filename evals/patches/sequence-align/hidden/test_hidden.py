import random
from functools import lru_cache

from align import Alignment, align, score
from scoring import Scoring


def points(a, b, scoring):
    if a.lower() == b.lower():
        return scoring[0]
    return scoring[1]


def plain(top, bottom, scoring):
    """The best score by trying all ways, of each pair of beginnings."""

    @lru_cache(None)
    def best(i, j):
        if i == 0 or j == 0:
            return (i + j) * scoring[2]
        return max(
            best(i - 1, j - 1) + points(top[i - 1], bottom[j - 1], scoring),
            best(i - 1, j) + scoring[2],
            best(i, j - 1) + scoring[2],
        )

    return best


def preferred(top, bottom, scoring):
    """The rows of the alignment that is preferred, by recursion from the end."""
    best = plain(top, bottom, scoring)

    def rows(i, j):
        if i == 0 and j == 0:
            return "", ""
        if i and j and best(i, j) == best(i - 1, j - 1) + points(top[i - 1], bottom[j - 1], scoring):
            a, b = rows(i - 1, j - 1)
            return a + top[i - 1], b + bottom[j - 1]
        if i and best(i, j) == best(i - 1, j) + scoring[2]:
            a, b = rows(i - 1, j)
            return a + top[i - 1], b + "-"
        a, b = rows(i, j - 1)
        return a + "-", b + bottom[j - 1]

    return rows(len(top), len(bottom))


def cases(count):
    chance = random.Random(8)
    for _ in range(count):
        letters = chance.choice(["AC", "ACGT", "acGT", "AaCc"])
        a, b = ("".join(chance.choices(letters, k=chance.randint(0, 9))) for _ in range(2))
        if chance.random() < 0.2:
            b = a[chance.randint(0, len(a)) :]
        yield a, b, chance.choice([(1, -1, -2), (1, -1, -1), (2, -3, -2), (1, 0, -1), (5, -4, -3), (1, -9, -1), (1, -2, 0)])


def test_scores():
    for a, b, numbers in cases(500):
        expected = plain(a, b, numbers)(len(a), len(b))
        assert score(a, b, Scoring(*numbers)) == expected, (a, b, numbers)
        assert align(a, b, Scoring(*numbers)).score == expected, (a, b, numbers)


def test_rows():
    for a, b, numbers in cases(500):
        found = align(a, b, Scoring(*numbers))
        assert (found.top, found.bottom) == preferred(a, b, numbers), (a, b, numbers)


def test_rows_score_what_is_said():
    for a, b, numbers in cases(300):
        top, bottom, said = align(a, b, Scoring(*numbers))
        total = sum(numbers[2] if "-" in pair else points(*pair, numbers) for pair in zip(top, bottom))
        assert (total, top.replace("-", ""), bottom.replace("-", "")) == (said, a, b)


def test_no_gap_that_costs_more_than_it_brings():
    assert align("ACGTACGT", "TACG")[:2] == preferred("ACGTACGT", "TACG", (1, -1, -2))
    assert score("A" * 40, "") == -80
    assert score("", "A" * 40, Scoring(1, -1, -3)) == -120


def test_identity_and_marks():
    for a, b, numbers in cases(200):
        found = align(a, b, Scoring(*numbers))
        equal = [x != "-" and y != "-" and x.lower() == y.lower() for x, y in zip(found.top, found.bottom)]
        assert found.identity == (sum(equal) / len(equal) if equal else 1.0)
        gaps = ["-" in pair for pair in zip(found.top, found.bottom)]
        assert found.marks() == "".join(" " if g else "|" if e else "." for g, e in zip(gaps, equal))


def test_lines():
    for a, b, numbers in cases(200):
        found = align(a, b, Scoring(*numbers))
        for width in (1, 3, 5, 60):
            blocks = []
            for at in range(0, len(found.top), width):
                rows = [found.top, found.marks(), found.bottom]
                blocks.append("\n".join(row[at : at + width].rstrip(" ") for row in rows))
            assert found.lines(width) == "\n\n".join(blocks)
    long = "ACGT" * 20
    assert len(align(long, long).lines().split("\n")[0]) == 60


def test_defaults():
    assert Scoring() == (1, -1, -2)
    assert align("ACGT", "AGT") == Alignment("ACGT", "A-GT", 1)
