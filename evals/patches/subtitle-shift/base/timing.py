"""Moving cues in time."""


def shift(cues, milliseconds):
    """Cues that come so much later, or earlier when negative.

    Those that would be over before time 0 are left out; one that would start before it starts at 0.
    """
    moved = [cue._replace(start=max(0, cue.start + milliseconds), end=cue.end + milliseconds) for cue in cues]
    return [cue for cue in moved if cue.end >= 0]


def stretch(cues, numerator, denominator=1):
    """Cues with all times multiplied by numerator / denominator, rounded to milliseconds (halves up)."""

    def scaled(time):
        return (2 * time * numerator + denominator) // (2 * denominator)

    return [cue._replace(start=scaled(cue.start), end=scaled(cue.end)) for cue in cues]


def shown_at(cues, time):
    """The cues that are shown at a time, from their start up to but not including their end."""
    return [cue for cue in cues if cue.start <= time < cue.end]
