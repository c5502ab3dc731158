from beds import Bed, plan
from plants import FAMILIES


def test_no_bed_is_ever_wrong():
    names = sorted(FAMILIES) * 4
    beds = [Bed(places) for places in (0, 1, 3, 5)]
    left = plan(beds, names)
    assert len(left) + sum(len(bed.plants) for bed in beds) == len(names)
    for bed in beds:
        assert len(bed.plants) <= bed.places
        for a, b in zip(bed.plants, bed.plants[1:]):
            assert FAMILIES[a] != FAMILIES[b]
