"""The inside of the Python kernel: it runs one cell after another, keeps their variables, and hands their calls to the host."""
# It is one program with the files beside it: the host joins them, under the name that their frames are left out by.
# Frames on descriptor 3, both ways, as of the TypeScript kernel: four bytes of length, little-endian, then JSON.
#   in:  open | run | result | pause | go        out: ready | call | paused | done
# The state that a session kept, and that it is to keep, goes as bare bytes over descriptor 4. What cells print goes to descriptor 1.
# Cells share this process and may do to it what they like: nothing that it says is trusted at the other end.
import _thread
import ast
import builtins
import os
import sys

FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
COROUTINE = 0x80


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
