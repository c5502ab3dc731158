from sheet.clock import span
from sheet.total import worked


def test_a_day():
    assert worked([("09:00", "17:30")]) == "8:30"


def test_two_shifts():
    assert worked([("09:00", "12:00"), ("13:00", "15:45")]) == "5:45"


def test_a_night():
    assert span("22:00", "06:00") == 480


def test_nights_and_days():
    assert worked([("22:00", "06:00"), ("14:00", "15:00")]) == "9:00"
