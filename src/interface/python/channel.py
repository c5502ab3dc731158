"""What the Python kernel hears and says: frames that are never cut in two, and interrupts that wait for that."""
import _thread
import json
import os
import signal

PROCESS = os.getpid()


class Interrupts:
    """SIGINT ends the cell that runs; a second one goes on until the cell has given up."""

    def __init__(self):
        self.is_busy = self.is_whole = self.is_due = False
        self.count = 0

    def arm(self):
        signal.signal(signal.SIGINT, self.take)
        self.count, self.is_due = 0, False

    def take(self, number, _frame):
        if not self.is_busy:
            return
        if number == signal.SIGINT:
            self.count += 1
            if self.count == 2:
                # What catches one interrupt is caught itself while it handles it.
                signal.signal(signal.SIGALRM, self.take)
                signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
        if self.is_whole:
            self.is_due = True
            return
        raise KeyboardInterrupt

    def during(self, work):
        """Runs what may be interrupted. Afterwards nothing is, also when interrupts come fast."""
        try:
            try:
                try:
                    self.is_busy = True
                    return work()
                finally:
                    self.is_busy = False
            finally:
                self.is_busy = False
        finally:
            self.is_busy = False

    def calm(self):
        if self.count > 1:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def whole(self, work):
        """Runs what must not be cut in two: an interrupt comes after it."""
        if self.is_whole:
            return work()
        self.is_whole = True
        try:
            return work()
        finally:
            self.is_whole = False
            if self.is_due and self.is_busy:
                self.is_due = False
                raise KeyboardInterrupt


interrupts = Interrupts()


class Channel:
    def __init__(self):
        self.bytes, self.lock = bytearray(), _thread.allocate_lock()

    def send(self, frame):
        body = json.dumps(frame).encode()
        self.put(3, len(body).to_bytes(4, "little") + body)

    def put(self, descriptor, data):
        def write():
            view = memoryview(data)
            with self.lock:
                while view:
                    view = view[os.write(descriptor, view) :]

        if os.getpid() == PROCESS:
            interrupts.whole(write)

    def held(self):
        """The next frame that is here already."""
        if len(self.bytes) < 4:
            return None
        end = 4 + int.from_bytes(self.bytes[:4], "little")
        if len(self.bytes) < end:
            return None
        frame = json.loads(bytes(self.bytes[4:end]))
        del self.bytes[:end]
        return frame

    def more(self):
        got = os.read(3, 1 << 20)
        if not got:
            os._exit(0)  # nobody is at the other end any more
        self.bytes += got

    def receive(self):
        while True:
            frame = self.held()
            if frame is not None:
                return frame
            self.more()

    def bulk(self, length):
        parts = []
        while length > 0:
            got = os.read(4, min(length, 1 << 20))
            if not got:
                os._exit(0)
            parts.append(got)
            length -= len(got)
        return b"".join(parts)


channel = Channel()
