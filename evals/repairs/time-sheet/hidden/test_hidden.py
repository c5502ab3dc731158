from sheet.clock import span


def test_every_pair_of_hours():
    for a in range(24):
        for b in range(24):
            assert span(f"{a:02}:15", f"{b:02}:15") == ((b - a) % 24) * 60
