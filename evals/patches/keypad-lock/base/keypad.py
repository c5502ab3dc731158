"""A door lock with a keypad; README.md says how it behaves."""

import time

TRIES = 3
OPEN_SECONDS = 5
BLOCK_SECONDS = 60
IDLE_SECONDS = 10


class Keypad:
    """A lock with a code of digits. `clock` returns the seconds since whenever; tests bring their own."""

    def __init__(self, code, clock=time.monotonic):
        if not code or any(digit not in "0123456789" for digit in code):
            raise ValueError("a code has digits only, and at least one")
        self._code = code
        self._clock = clock
        self._typed = ""
        self._pressed_at = None
        self._wrong = 0
        self._block_seconds = BLOCK_SECONDS
        self._open_until = None
        self._blocked_until = None

    @property
    def state(self):
        """"open", "blocked" or "closed"."""
        now = self._clock()
        if self._open_until is not None and now < self._open_until:
            return "open"
        if self._blocked_until is not None and now < self._blocked_until:
            return "blocked"
        return "closed"

    @property
    def typed(self):
        """How many digits have been typed and would be tried by "#"."""
        return len(self._current())

    @property
    def tries_left(self):
        """How many wrong codes are left until the next block; 0 while the lock is blocked."""
        return 0 if self.state == "blocked" else TRIES - self._wrong

    def press(self, key):
        """Take one key and return the state after it. Raises ValueError for what is not a key."""
        if len(key) != 1 or key not in "0123456789*#":
            raise ValueError("not a key: %r" % key)
        if self.state == "closed":
            typed = self._current()
            self._pressed_at = self._clock()
            if key == "*":
                self._typed = ""
            elif key == "#":
                self._typed = ""
                if typed:
                    self._try(typed)
            else:
                self._typed = typed + key
        return self.state

    def _current(self):
        """What was typed and is not forgotten yet."""
        if self._pressed_at is not None and self._clock() - self._pressed_at >= IDLE_SECONDS:
            return ""
        return self._typed

    def _try(self, code):
        if code == self._code:
            self._wrong = 0
            self._block_seconds = BLOCK_SECONDS
            self._open_until = self._clock() + OPEN_SECONDS
            return
        self._wrong += 1
        if self._wrong >= TRIES:
            self._blocked_until = self._clock() + self._block_seconds
            self._block_seconds *= 2
