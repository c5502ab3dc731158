from hotel.allocate import allocate
from hotel.rooms import Rooms


def test_beds_enough():
    assert Rooms({1: 2, 2: 4, 3: 3}).fitting(3) == [3, 2]


def test_nobody_comes():
    assert allocate(Rooms({1: 2}), {}) == {}


def test_one_room_each():
    assert allocate(Rooms({1: 2, 2: 2}), {"a": 2, "b": 2}) == {"a": 1, "b": 2}


def test_too_many_groups():
    assert allocate(Rooms({1: 2}), {"a": 2, "b": 2}) == {"a": 1, "b": None}
