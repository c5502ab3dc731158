from hotel.allocate import allocate
from hotel.rooms import Rooms


def test_no_room_twice_and_none_too_small():
    beds = {number: 1 + number * 7 % 5 for number in range(12)}
    groups = {f"g{n}": 1 + n * 3 % 5 for n in range(15)}
    given = allocate(Rooms(beds), groups)
    rooms = [room for room in given.values() if room is not None]
    assert len(rooms) == len(set(rooms)) == 12
    assert all(beds[room] >= groups[name] for name, room in given.items() if room is not None)
