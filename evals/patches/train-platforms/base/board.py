"""What travellers read."""


def clock(minute):
    """A time as "09:05"; after midnight the day begins anew."""
    hours, minutes = divmod(minute, 60)
    return "%02d:%02d" % (hours % 24, minutes)


def departures(stops, now):
    """A line for each train that departs now or later, by departure, then by platform.

    A line has the planned time, the platform, the name, and how late the train is, if it is.
    """
    lines = []
    for stop in sorted(stops, key=lambda stop: (stop.departure, stop.platform)):
        if stop.departure >= now:
            late = " (%d minutes late)" % stop.late if stop.late else ""
            lines.append("%s  %d  %s%s" % (clock(stop.train.departure), stop.platform, stop.train.name, late))
    return lines


def standing(stops, minute):
    """The trains that stand in the station in a minute, as {platform: name}.

    A train stands there from the minute it comes in up to, but not in, the minute in which it departs.
    """
    return {stop.platform: stop.train.name for stop in stops if stop.entry <= minute < stop.departure}


def worst(stops, count=3):
    """The trains that depart late, at most so many, as (name, minutes): the latest first, of equals as they chose."""
    late = [stop for stop in stops if stop.late > 0]
    late.sort(key=lambda stop: stop.late, reverse=True)
    return [(stop.train.name, stop.late) for stop in late[:count]]
