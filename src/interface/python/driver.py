"""The inside of the Python kernel: it runs one cell after another, keeps their variables, and hands their calls to the host."""
# Frames on descriptor 3, both ways, as of the TypeScript kernel: four bytes of length, little-endian, then JSON.
#   in:  open | run | result | pause | go        out: ready | call | paused | done
# The state that a session kept, and that it is to keep, goes as bare bytes over descriptor 4. What cells print goes to descriptor 1.
# Cells share this process and may do to it what they like: nothing that it says is trusted at the other end.
import _thread
import ast
import builtins
import json
import os
import signal
import sys

FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
COROUTINE = 0x80
LONGEST = 256 << 10
MOST = 6_000_000  # the host ends a process whose frames are too long; a large write is better told
OWN = "<tackle>"
PROCESS = os.getpid()


class ToolError(Exception):
    """A function of the harness failed, or was refused."""


ToolError.__module__ = "builtins"


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


class Place:
    """Functions of the harness under one name."""

    def __init__(self, name):
        self.__dict__["_name"] = name

    def __setattr__(self, name, value):
        raise AttributeError("%s is the harness's own: give your %s another name" % (self._name, name))

    __delattr__ = lambda self, name: self.__setattr__(name, None)

    def __getattr__(self, name):
        known = ", ".join(each for each in self.__dict__ if each != "_name")
        raise AttributeError("%s has no function %s; it has: %s" % (self._name, name, known))

    def __repr__(self):
        return "<functions of %s>" % self._name


def plain_path(value):
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    raise TypeError("%s is no JSON data" % type(value).__name__)


class Calls:
    """Calls that wait for their answer."""

    def __init__(self):
        self.cell, self.count, self.waiting, self.loop = "", 0, {}, None

    def tool(self, name, parameters):
        async def tool(*values, **named):
            return await self.call(name, self.boxes(name, parameters, values, named))

        tool.__name__ = tool.__qualname__ = name
        tool.__doc__ = "await %s(%s): `print(await api.describe(%r))` says more." % (name, ", ".join(parameters), name)
        return tool

    @staticmethod
    def boxes(name, parameters, values, named):
        """Arguments in the order of the parameters, each in a box: an empty one stands for none."""
        wanted = "%s(%s)" % (name, ", ".join(parameters))
        if len(values) > len(parameters):
            raise TypeError("%s takes %d arguments, and was given %d" % (wanted, len(parameters), len(values)))
        found = {key: [value] for key, value in zip(parameters, values)}
        for key, value in named.items():
            plain = key[:-1] if key.endswith("_") and key not in parameters else key
            if plain not in parameters:
                raise TypeError("%s has no parameter %s" % (wanted, key))
            if plain in found:
                raise TypeError("%s was given %s twice" % (wanted, key))
            found[plain] = [value]
        boxes = [found.get(key, []) for key in parameters]
        # None says that it is left out: JSON has no undefined, and no parameter here means something by null.
        boxes = json.dumps([[] if box == [None] else box for box in boxes], allow_nan=False, default=plain_path)
        if len(boxes) > MOST:
            raise ToolError("%s was given more than %d characters; do it in parts" % (name, MOST))
        return boxes

    async def call(self, name, boxes):
        import asyncio

        loop = asyncio.get_running_loop()
        if _thread.get_ident() != MAIN:
            raise ToolError("%s can be called in the main thread only" % name)
        if self.loop is not loop:
            self.loop = loop
            loop.add_reader(3, self.feed)
        self.count += 1
        future = self.waiting[self.count] = loop.create_future()
        channel.send({"type": "call", "cell": self.cell, "call": self.count, "tool": name, "json": boxes})
        return await future

    def feed(self):
        def take():
            channel.more()
            while True:
                frame = channel.held()
                if frame is None:
                    return
                self.hear(frame)

        interrupts.whole(take)

    def hear(self, frame):
        if frame["type"] == "pause":
            return self.pause()
        future = self.waiting.pop(frame.get("call"), None)
        if future is None or future.done() or future.get_loop().is_closed():
            return
        if "error" in frame:
            future.set_exception(ToolError(frame["error"]))
        else:
            future.set_result(json.loads(frame["json"]) if "json" in frame else None)

    async def idle(self):
        import asyncio

        loop = asyncio.get_running_loop()
        await asyncio.wait([each for each in self.waiting.values() if each.get_loop() is loop] or [loop.create_task(asyncio.sleep(0.01))])

    def pause(self):
        """Stands still while the host takes what was written and shows the workspace anew."""
        here.remember()
        channel.send({"type": "paused", "busy": bool(here.written())})
        held = []
        frame = channel.receive()
        while frame["type"] != "go":
            held.append(frame)
            frame = channel.receive()
        here.enter()
        if "importlib" in sys.modules:
            sys.modules["importlib"].invalidate_caches()
        for each in held:
            self.hear(each)


class Here:
    """Where the process is: the workspace is mounted anew under it, so what it holds open there is of the past."""

    def __init__(self, root):
        self.root = self.folder = root

    def remember(self):
        try:
            self.folder = os.getcwd()
        except OSError:
            pass  # it was removed by the cell itself

    def enter(self):
        try:
            os.chdir(self.folder)
        except OSError:
            os.chdir(self.root)
            self.folder = self.root

    def written(self):
        """Files of the workspace that are open for writing, or mapped so."""
        found = {}
        inside = self.root + os.sep
        try:
            for name in os.listdir("/proc/self/fd"):
                try:
                    path = os.readlink("/proc/self/fd/" + name)
                    if not path.startswith(inside):
                        continue
                    with open("/proc/self/fdinfo/" + name) as info:
                        mode = next(int(line.split()[1], 8) for line in info if line.startswith("flags:"))
                except (OSError, StopIteration):
                    continue
                if mode & 3:
                    found[path[len(inside) :]] = True
            with open("/proc/self/maps") as maps:
                for line in maps:
                    parts = line.split(None, 5)
                    if len(parts) == 6 and parts[1][1] == "w" and parts[1][3] == "s" and parts[5].startswith(inside):
                        found[parts[5][len(inside) :].rstrip("\n")] = True
        except OSError:
            pass
        return [name.replace(" (deleted)", "") for name in found]


def plain(value, depth=0):
    kind = type(value)
    if value is None or kind in (bool, int, str):
        return True
    if kind is float:
        return value - value == 0
    if depth > 60 or kind not in (list, tuple, dict):
        return False
    if kind is dict:
        return all(type(key) is str and plain(each, depth + 1) for key, each in value.items())
    return all(plain(each, depth + 1) for each in value)


def shown(value):
    if plain(value):
        text = json.dumps(value, ensure_ascii=False)
        if len(text) <= LONGEST:
            return text
    text = repr(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "\u2026"


def explained(error, name, sources):
    """The error in the cells' own lines: nothing of this file, and nothing that stands before the cell."""
    import linecache
    import traceback

    for cell, text in sources.items():
        linecache.cache[cell] = (len(text), None, text.splitlines(True), cell)
    told = traceback.TracebackException(type(error), error, error.__traceback__)
    lines, seen, ahead = [], set(), [told]
    while ahead:
        each = ahead.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        frames = [frame for frame in each.stack if frame.filename != OWN]
        first = next((at for at, frame in enumerate(frames) if frame.filename in sources), 0)
        each.stack = traceback.StackSummary.from_list(frames[first:])
        ahead += [each.__cause__, each.__context__, *(getattr(each, "exceptions", None) or [])]
    lines = [frame.lineno for frame in told.stack if frame.filename == name]
    return {
        "name": type(error).__name__,
        "message": "".join(told.format_exception_only()).strip()[:16000],
        "stack": "".join(told.format()).rstrip()[-16000:],
        **({"line": lines[-1]} if lines else {}),
    }


def compile_cell(code, name):
    """The cell's statements, and its last expression on its own. Everything is compiled before anything runs."""
    tree = compile(code, name, "exec", FLAGS | ast.PyCF_ONLY_AST, True)
    whole = ast.Module(list(tree.body), [])
    last = tree.body[-1] if tree.body else None
    value = None
    if isinstance(last, ast.Expr):
        tree.body.pop()
        value = compile(ast.Expression(last.value), name, "eval", FLAGS, True)
    return compile(tree, name, "exec", FLAGS, True), value, whole


class Session:
    def __init__(self, order):
        module = type(os)("__main__")
        sys.modules["__main__"] = module
        self.space = module.__dict__
        self.calls, self.modules = Calls(), Modules(order["root"])
        self.defined, self.sources, self.state, self.own_loop = {}, {}, b"", None
        self.told = set()
        self.space["__builtins__"] = {**builtins.__dict__, "ToolError": ToolError, **self.functions(order["tools"])}

    def functions(self, tools):
        import keyword

        found = {}
        for name, parameters in tools:
            *places, last = [part + "_" if keyword.iskeyword(part) else part for part in name.split(".")]
            holder = found
            for at, part in enumerate(places):
                holder = holder.setdefault(part, Place(".".join(places[: at + 1]))).__dict__
            holder[last] = self.calls.tool(name, parameters)
        return found

    def loop(self):
        import asyncio

        if self.own_loop is None or self.own_loop.is_closed() or self.own_loop.is_running():
            self.own_loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self.own_loop)
        return self.own_loop

    def evaluate(self, parts):
        """The parts of one cell: in the event loop when one of them waits for something."""

        async def within():
            result = None
            for each in parts:
                result = eval(each, self.space)
                if each.co_flags & COROUTINE:
                    result = await result
            return result

        if any(each.co_flags & COROUTINE for each in parts):
            return self.wait(within())
        result = None
        for each in parts:
            result = eval(each, self.space)
        return result

    def wait(self, coroutine):
        import asyncio

        loop = self.loop()
        task = loop.create_task(coroutine)
        try:
            return loop.run_until_complete(task)
        except KeyboardInterrupt as interrupt:
            if task.done():
                raise
            # It waits: its own end says in which line.
            task.cancel()
            try:
                loop.run_until_complete(task)
            except asyncio.CancelledError as ended:
                raise interrupt.with_traceback(ended.__traceback__) from None
            raise

    def work(self, body, value):
        if self.state:
            state, self.state = self.state, b""
            self.defined, self.lost = load(state, self.space)
            self.modules.look()
        self.stale = self.modules.renew(self.space)
        result = self.evaluate([body] if value is None else [body, value])
        # A call that nobody awaited still belongs to its cell.
        while any(not each.get_loop().is_closed() for each in self.calls.waiting.values()):
            self.wait(self.calls.idle())
        return result

    def run(self, order):
        cell, code = order["cell"], order["code"]
        name = cell + ".py"
        if order["state"]:
            self.state = channel.bulk(order["state"])
        interrupts.arm()
        here.enter()
        try:
            body, value, tree = compile_cell(code, name)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line, column = getattr(error, "lineno", 1) or 1, getattr(error, "offset", 1) or 1
            problem = {"line": line, "column": column, "message": getattr(error, "msg", None) or str(error)}
            return channel.send({"type": "done", "cell": cell, "status": "error", "problem": problem})
        self.calls.cell = cell
        self.lost, self.stale = {}, []
        fields, status = {"status": "ok"}, 0
        try:
            result = interrupts.during(lambda: self.work(body, value))
            if result is not None:
                # Its repr is the cell's own code too.
                fields["value"] = interrupts.during(lambda: shown(result))
        except SystemExit as end:
            if end.code is not None and not isinstance(end.code, int):
                print(end.code, file=sys.stderr)
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
            fields["status"] = "ok" if status == 0 else "error"
        except BaseException as error:
            status = 1
            asked = interrupts.count > 0 and isinstance(error, KeyboardInterrupt)
            fields["status"] = "interrupted" if asked else "error"
            fields["error"] = explained(error, name, {**texts(self.defined), **self.sources, name: code})
        interrupts.calm()
        if os.getpid() != PROCESS:
            sys.stdout.flush()
            os._exit(status & 0xFF)
        self.settle(cell, tree, code, {**fields, "exit": status & 0xFF})

    def settle(self, cell, tree, code, fields):
        self.calls.waiting.clear()
        name = cell + ".py"
        self.defined.update(definitions(tree, code, name))
        self.sources = {**self.sources, name: code} if any(each[0] == name for each in self.defined.values()) else self.sources
        self.modules.look()
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError, AttributeError):
                pass
        here.remember()
        interrupts.count = 0
        try:
            left = interrupts.during(lambda: save(self.space, self.defined))
        except BaseException as error:
            left = b""
            self.lost["all variables"] = "they could not be kept for another process: %s" % type(error).__name__
        interrupts.calm()
        names = [each for each in declared(tree) if each in self.space]
        channel.send({"type": "done", "cell": cell, "alive": names, "notes": self.notes(), "state": len(left), **fields})
        channel.put(4, left)

    def notes(self):
        said = []
        if self.lost:
            names = ["%s (%s)" % (key, str(why)[:200]) for key, why in list(self.lost.items())[:50]]
            said.append("lost with the process that held them: " + ", ".join(names))
        if self.stale:
            said.append("made by code of the workspace that has changed since: " + ", ".join(self.stale[:50]))
        written = self.new(here.written())
        if written:
            said.append("still open, and what is written to them from now on is lost: " + ", ".join(written[:20]))
        threads = sys.modules.get("threading")
        if threads:
            # Workers of a pool wait for work anyway.
            names = [each.name for each in threads.enumerate() if each is not threads.main_thread()]
            names = self.new(name for name in names if not name.startswith(("asyncio_", "ThreadPoolExecutor-")))
            if names:
                said.append("threads that stand still until the next Python cell: " + ", ".join(names[:20]))
        return said

    def new(self, names):
        """What was not told before."""
        found = [name for name in names if name not in self.told]
        self.told.update(found)
        return found


def main():
    global here
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(1, 2)  # one pipe, so that what is printed comes in its order
    for descriptor in (3, 4):
        os.set_inheritable(descriptor, False)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True, errors="backslashreplace")
    sys.dont_write_bytecode = True  # what is imported does not change the workspace
    order = channel.receive()
    here = Here(order["root"])
    session = Session(order)
    interrupts.arm()
    channel.send({"type": "ready"})
    while True:
        frame = channel.receive()
        if frame["type"] == "run":
            session.run(frame)
        elif frame["type"] == "pause":
            session.calls.pause()


here = None
MAIN = _thread.get_ident()
main()
