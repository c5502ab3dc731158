"""Ten-pin bowling: a game is rolled ball by ball and counted frame by frame."""

PINS = 10
LAST = 9


class NotAllowed(ValueError):
    """A ball that cannot be: fewer pins than none, more than stand, or after the end."""


class Game:
    """One player's game of ten frames.

    A frame has two balls, unless the first is a strike (all ten pins). A strike counts the next two balls once more,
    a spare (all ten with two balls) the next one. The last frame has a third ball after a strike or a spare, and
    nothing in it is counted twice.
    """

    def __init__(self):
        self._frames = [[]]

    @property
    def standing(self):
        """How many pins the next ball can meet; 0 when the game is over."""
        number, frame = len(self._frames) - 1, self._frames[-1]
        if self.is_over:
            return 0
        if _is_done(number, frame):
            return PINS
        return PINS - sum(frame) % PINS

    @property
    def is_over(self):
        return len(self._frames) == LAST + 1 and _is_done(LAST, self._frames[-1])

    def roll(self, pins):
        """Counts one ball. Raises NotAllowed, and changes nothing, when the ball cannot be."""
        if self.is_over:
            raise NotAllowed("the game is over")
        if pins < 0 or pins > self.standing:
            raise NotAllowed("%s pins, but %s stand" % (pins, self.standing))
        if _is_done(len(self._frames) - 1, self._frames[-1]):
            self._frames.append([])
        self._frames[-1].append(pins)

    def scores(self):
        """The running total after each frame.

        A frame is counted as soon as all of its balls and all that it counts once more are rolled. The list ends before
        the first frame of which that is not so.
        """
        totals = []
        total = 0
        for number, frame in enumerate(self._frames):
            bonus = self._bonus(number)
            if bonus is None:
                break
            total += sum(frame) + bonus
            totals.append(total)
        return totals

    def card(self):
        """The marks of each frame: "X" a strike, "/" the ball of a spare, "-" no pin, else the pins, as in "X", "7/", "-3", "X4/"."""
        return [_marks(frame) for frame in self._frames if frame]

    def _bonus(self, number):
        """The pins that a frame counts once more; None as long as it cannot be counted."""
        frame = self._frames[number]
        if not _is_done(number, frame):
            return None
        if number == LAST or sum(frame) < PINS:
            return 0
        wanted = 2 if len(frame) == 1 else 1
        following = self._frames[number + 1] if number + 1 < len(self._frames) else []
        following = following[:wanted]
        return sum(following) if len(following) == wanted else None


def _is_done(number, frame):
    if number == LAST:
        return len(frame) == 3 or (len(frame) == 2 and sum(frame) < PINS)
    return len(frame) == 2 or sum(frame) == PINS


def _marks(frame):
    marks = ""
    standing, first = PINS, True
    for pins in frame:
        if pins == standing:
            marks += "X" if first else "/"
            standing, first = PINS, True
        else:
            marks += str(pins) if pins else "-"
            standing, first = standing - pins, False
    return marks
