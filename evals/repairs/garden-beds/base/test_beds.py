from beds import Bed, plan
from plants import same_family


def test_families():
    assert same_family("pea", "bean")
    assert not same_family("pea", "kale")


def test_an_empty_bed():
    bed = Bed(2)
    assert bed.add("pea") and bed.add("kale")


def test_a_full_bed():
    bed = Bed(1)
    bed.add("pea")
    assert not bed.add("kale")


def test_neighbours():
    bed = Bed(3)
    bed.add("tomato")
    assert not bed.add("potato")
    assert bed.add("pea")
    assert bed.add("potato")


def test_a_plan():
    first, second = Bed(2), Bed(1)
    assert plan([first, second], ["pea", "bean", "kale", "tomato"]) == ["tomato"]
    assert (first.plants, second.plants) == (["pea", "kale"], ["bean"])
