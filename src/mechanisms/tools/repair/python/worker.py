"""The warm Python worker: forks a fresh child for every run, with the candidate's text in place of the file's."""

import ast
import builtins
import functools
import importlib.abc
import importlib.util
import inspect
import json
import os
import resource
import select
import signal
import socket
import sys
import traceback

ROOT = os.path.realpath(os.getcwd())
MEMORY = 1 << 30  # bytes of data a run may hold
TEXTS = {}


def relative(path):
    """The path relative to the workspace, or None when it is outside or among installed packages."""
    path = os.path.realpath(path)
    if not path.startswith(ROOT + os.sep):
        return None
    name = path[len(ROOT) + 1 :]
    parts = name.split(os.sep)
    return None if "site-packages" in parts or ".venv" in parts or "venv" in parts else name


class Finder(importlib.abc.MetaPathFinder):
    """Finds workspace modules where Python would, and gives the candidate's text for them."""

    def __init__(self, texts, loaded):
        self.texts = texts
        self.loaded = loaded

    def find_spec(self, name, path=None, target=None):
        from importlib.machinery import PathFinder

        spec = PathFinder.find_spec(name, path, target)
        if spec is None or not spec.origin or not spec.origin.endswith(".py"):
            return None
        file = relative(spec.origin)
        if file is None:
            return None
        spec.loader = Loader(file, spec.origin, self.texts, self.loaded)
        return spec


class Loader(importlib.abc.Loader):
    def __init__(self, file, origin, texts, loaded):
        self.file = file
        self.origin = origin
        self.texts = texts
        self.loaded = loaded

    def create_module(self, spec):
        return None

    def get_source(self, name):
        return self.texts.get(self.file)

    def is_package(self, name):
        return os.path.basename(self.origin) == "__init__.py"

    def exec_module(self, module):
        self.loaded.add(self.file)
        module.__file__ = self.origin
        exec(compile_file(self.file, self.texts), module.__dict__)


def compile_file(file, texts):
    text = texts.get(file)
    absolute = os.path.join(ROOT, file)
    if text is None:
        with open(absolute, "rb") as stream:
            text = stream.read()
    return compile(count(ast.parse(text, absolute)), absolute, "exec")


LOOPS = (ast.For, ast.AsyncFor, ast.While)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def count(tree):
    """The program with a counter at the head of every loop turn and function, so that endless ones end at the same place."""
    for node in list(ast.walk(tree)):
        if not isinstance(node, LOOPS + FUNCTIONS):
            continue
        first = node.body[0]
        docstring = isinstance(node, FUNCTIONS) and isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        call = ast.Call(func=ast.Name(id="_tackle_tick_", ctx=ast.Load()), args=[], keywords=[])
        node.body.insert(1 if docstring else 0, ast.fix_missing_locations(ast.copy_location(ast.Expr(value=call), first)))
    return tree


class Coverage:
    """Lines of workspace files that ran, through sys.settrace."""

    def __init__(self):
        self.names = {}
        self.lines = {}

    def start(self):
        self.lines = {}
        sys.settrace(self.enter)

    def stop(self):
        sys.settrace(None)
        return {file: sorted(lines) for file, lines in self.lines.items()}

    def enter(self, frame, event, argument):
        path = frame.f_code.co_filename
        if path not in self.names:
            self.names[path] = None if path.startswith("<") else relative(path)
        file = self.names[path]
        if file is None:
            return None
        add = self.lines.setdefault(file, set()).add

        def line(frame, event, argument):
            if frame.f_lineno:  # a module begins on line 0
                add(frame.f_lineno)
            return line

        return line(frame, event, argument)


def crash(error):
    """Workspace places that the failure crossed, innermost first."""
    places = []
    seen = error
    while seen is not None and len(places) < 20:
        for frame in reversed(traceback.extract_tb(seen.__traceback__)):
            file = None if frame.filename.startswith("<") else relative(frame.filename)
            if file is not None:
                places.append({"file": file, "line": frame.lineno})
        seen = seen.__cause__ or seen.__context__
    return places[:20]


def describe(error):
    return ("%s: %s" % (type(error).__name__, error))[:600]


def basedir(file):
    """The folder that is put on sys.path for a test file, and the module's name under it."""
    folder = os.path.dirname(os.path.join(ROOT, file))
    names = [os.path.splitext(os.path.basename(file))[0]]
    while os.path.exists(os.path.join(folder, "__init__.py")) and folder != ROOT:
        names.insert(0, os.path.basename(folder))
        folder = os.path.dirname(folder)
    return folder, ".".join(names)


class Skip(Exception):
    """A test that cannot be run here."""


def is_skip(error):
    return isinstance(error, Skip) or type(error).__name__ in ("SkipTest", "Skipped")


def own_fixture(name, scope):
    """The function of a fixture that the test's own module defines or imports; None when there is none."""
    found = scope.get(name)
    unwrap = getattr(found, "_get_wrapped_function", None)
    if unwrap is not None:
        return unwrap()
    older = getattr(found, "__pytest_wrapped__", None)
    return getattr(older, "obj", None)


def made_by(fixture, folder, scope, made):
    """A fixture's value; of one that yields, what comes after is not run: the process ends with its test."""
    outcome = fixture(**fixture_values(fixture, folder, scope, made))
    return next(outcome) if inspect.isgenerator(outcome) else outcome


def fixture_values(function, folder, scope, made):
    """Arguments for the fixtures of the module and for pytest's most common one; others make the test one that is skipped."""
    values = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if name == "self" or parameter.default is not inspect.Parameter.empty:
            continue
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        fixture = own_fixture(name, scope)
        if fixture is not None:
            if name not in made:
                made[name] = made_by(fixture, folder, scope, made)
            values[name] = made[name]
            continue
        if name != "tmp_path":
            raise Skip("needs the fixture %s" % name)
        import pathlib
        import tempfile

        values[name] = pathlib.Path(tempfile.mkdtemp(dir=folder))
    return values


def parameter_sets(function):
    """The argument sets of pytest.mark.parametrize, read from its marks; one empty set without them."""
    sets = [("", {})]
    for mark in getattr(function, "pytestmark", []):
        if mark.name != "parametrize":
            continue
        names = mark.args[0]
        names = [one.strip() for one in names.split(",")] if isinstance(names, str) else list(names)
        grown = []
        for label, values in sets:
            for index, row in enumerate(mark.args[1]):
                row = getattr(row, "values", row)
                row = (row,) if len(names) == 1 and not hasattr(row, "__len__") else row
                row = (row,) if len(names) == 1 and (not isinstance(row, tuple) or len(row) != 1) else row
                grown.append(("%s[%d]" % (label, index), {**values, **dict(zip(names, row))}))
        sets = grown
    return sets


def function_test(function, folder, owner=None):
    def run(values):
        target = function
        if owner is not None:
            instance = owner()
            setup = getattr(instance, "setup_method", None)
            if setup is not None:
                setup(*([function] if len(inspect.signature(setup).parameters) else []))
            target = getattr(instance, function.__name__)
        given = dict(values)
        given.update(fixture_values(Partial(target, values), folder, function.__globals__, {}))
        outcome = target(**given)
        if inspect.iscoroutine(outcome):
            import asyncio

            asyncio.run(outcome)

    return [(label, lambda values=values: run(values)) for label, values in parameter_sets(function)]


def Partial(function, values):
    """A function with the parameters that are not given yet."""
    signature = inspect.signature(function)
    rest = [one for name, one in signature.parameters.items() if name not in values]

    def stub():
        return None

    stub.__signature__ = signature.replace(parameters=rest)
    return stub


def case_test(case):
    def run():
        import unittest

        result = unittest.TestResult()
        kept = []

        def keep(test, problem):
            kept.append(problem[1])

        result.addError = keep
        result.addFailure = keep
        result.addSubTest = lambda test, sub, problem: keep(sub, problem) if problem else None
        result.addUnexpectedSuccess = lambda test: kept.append(AssertionError("unexpected success"))
        skipped = []
        result.addSkip = lambda test, reason: skipped.append(reason)
        case.run(result)
        if kept:
            raise kept[0]
        if skipped:
            raise Skip(skipped[0])

    return run


def collect(module, folder):
    """The tests of a module: unittest cases, functions and classes in pytest's style."""
    import unittest

    tests = []
    loader = unittest.TestLoader()
    for name, value in list(vars(module).items()):
        if inspect.isclass(value) and issubclass(value, unittest.TestCase):
            if value.__module__ != module.__name__:
                continue
            for method in loader.getTestCaseNames(value):
                tests.append(("%s > %s" % (name, method), case_test(value(method))))
        elif inspect.isclass(value) and name.startswith("Test") and value.__module__ == module.__name__:
            for method, function in list(vars(value).items()):
                if method.startswith("test") and inspect.isfunction(function):
                    for label, run in function_test(function, folder, value):
                        tests.append(("%s > %s%s" % (name, method, label), run))
        elif name.startswith("test") and inspect.isfunction(value) and value.__module__ == module.__name__:
            for label, run in function_test(value, folder):
                tests.append((name + label, run))
    return tests


class OutOfTime(BaseException):
    """Raised into code that has used up its CPU time."""


class Limit:
    """Fuel for one piece of work, and CPU time for what burns none: first an exception, then the end of the process."""

    def __init__(self, fuel, seconds):
        self.fuel = fuel
        self.left = fuel
        self.spent = 0
        self.seconds = seconds
        self.over = False
        builtins._tackle_tick_ = self.tick
        signal.signal(signal.SIGVTALRM, self.ring)
        # The default action ends the process, also in the middle of native code.
        signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def ring(self, number, frame):
        self.over = True
        raise OutOfTime("the code ran for too long")

    def tick(self):
        self.left -= 1
        if self.left < 0:
            self.over = True
            raise OutOfTime("the code ran for too long")

    def arm(self):
        self.over = False
        self.left = self.fuel
        signal.setitimer(signal.ITIMER_PROF, self.seconds * 2 + 0.5)
        signal.setitimer(signal.ITIMER_VIRTUAL, self.seconds, 0.2)

    def disarm(self):
        self.spent += self.fuel - max(self.left, 0)
        self.left = self.fuel
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


class Shower:
    """Values as short texts by which they can be told apart, each text once."""

    def __init__(self):
        self.numbers = {}
        self.unlike = 0

    def number(self, made):
        text = "!" if made is None else self.text(made[0], 0)
        if text is None:
            self.unlike += 1
            text = "?%d" % self.unlike
        if len(text) > 300:
            text = "%s#%d" % (text[:300], hash(text))
        return self.numbers.setdefault(text, len(self.numbers))

    def text(self, value, depth):
        try:
            if value is None:
                return "zn"
            if value is True or value is False:
                return "b1" if value else "b0"
            kind = type(value)
            if kind is int:
                return "n%d" % value
            if kind is float:
                return "n%d.0" % value if value == int(value) and abs(value) < 1e15 else "n%.10g" % value
            if kind is str:
                return "s" + value
            if depth >= 4:
                return None
            if kind in (list, tuple):
                return self.items("l" if kind is list else "t", value, depth)
            if kind is range:
                return "or%r" % (value,)
            if kind in (set, frozenset):
                return self.items("oS", sorted(value, key=repr), depth)
            if issubclass(kind, dict):
                return self.items("oM", [list(pair) for pair in value.items()], depth)
            fields = getattr(value, "__dict__", None)
            if fields and not callable(value):
                return self.items("o" + kind.__name__, [list(pair) for pair in fields.items()], depth)
        except Exception:
            pass
        return None

    def items(self, kind, values, depth):
        if len(values) > 60:
            return None
        parts = [self.text(value, depth + 1) for value in values]
        return None if None in parts else "%s[%s]" % (kind, ",".join("%d:%s" % (len(part), part) for part in parts))


class Watch:
    """What expressions would be worth where they stand, and what each call from a test is wanted to give."""

    MOST_TIMES = 24  # looks at one place in one call
    MOST_VALUES = 20000  # values that are taken at one place in one test
    MOST_FRAMES = 4000  # calls that are known by themselves
    MOST_INNER = 8  # calls below a failing statement's own that are stood in for
    LOOK_FUEL = 3000
    COMMON = [lambda: True, lambda: False, lambda: None, lambda: 0, lambda: 1, lambda: "", lambda: []]

    def __init__(self, limit):
        self.limit = limit
        self.shower = Shower()
        self.tests = []
        self.frames = []
        self.open = []
        self.seen = []
        self.cut = set()
        self.times = {}
        self.steps = []
        self.busy = False
        self.stub = None
        builtins._tackle_see_ = self.see
        builtins._tackle_call_ = self.call
        builtins._tackle_step_ = self.step
        builtins._tackle_hold_ = self.hold

    def begin(self, file, name):
        self.tests.append("%s\n%s" % (file, name))
        self.steps = []
        self.open = []

    def told(self):
        return {
            "shown": list(self.shower.numbers),
            "tests": self.tests,
            "calls": self.frames,
            "seen": self.seen,
            "cut": sorted(self.cut),
        }

    def aside(self, work):
        """Does what is no part of the test, on fuel of its own."""
        kept = self.limit.left
        self.limit.left = self.LOOK_FUEL
        try:
            return work()
        finally:
            self.limit.left = kept
            self.limit.over = False

    def attempt(self, work):
        try:
            return (self.aside(work),)
        except RecursionError:
            return None
        except (Exception, OutOfTime):
            return None

    def see(self, site, make):
        if self.busy:
            return
        key = (len(self.tests), site)
        here = key + (self.open[0] if self.open else -1,)
        times = self.times[here] = self.times.get(here, 0) + 1
        if times > self.MOST_TIMES or self.times.get(key, 0) > self.MOST_VALUES:
            self.cut.add(site)
            return
        self.busy = True
        try:
            values = [self.shower.number(self.attempt(one)) for one in make()]
        finally:
            self.busy = False
        self.times[key] = self.times.get(key, 0) + len(values)
        self.seen.append([site, len(self.tests) - 1, self.open[-1] if self.open else -1] + values)

    def call(self, fn):
        """The decorator of a watched function."""

        def decorate(function):
            @functools.wraps(function)
            def watched(*given, **named):
                if self.busy:
                    if self.stub is not None:
                        self.stub[2] += 1
                        if self.stub[2] - 1 == self.stub[0]:
                            return self.stub[1]
                    return function(*given, **named)
                self.open.append(self.frame(fn, None if named else given))
                try:
                    return function(*given, **named)
                finally:
                    if self.open:
                        self.open.pop()

            return watched

        return decorate

    def frame(self, fn, given):
        if len(self.frames) >= self.MOST_FRAMES:
            return -1
        known = {"fn": fn, "test": len(self.tests) - 1, "top": not self.open, "stepped": bool(self.steps)}
        if known["top"] and given is not None:
            known["given"] = [self.shower.number((value,)) for value in given]
        self.frames.append({**known, "failed": False, "wanted": -1})
        return len(self.frames) - 1

    def hold(self, value):
        if not value:
            raise AssertionError

    def step(self, work, offers=None):
        """A statement of a test: what fails in it does not end the test. Then the call in it is stood in for by what may be wanted."""
        if self.busy:
            return work()
        mine = {"from": len(self.frames), "nested": False}
        if self.steps:
            self.steps[-1]["nested"] = True
        self.steps.append(mine)
        depth = len(self.open)
        failed = False
        try:
            self.limit.left = self.limit.fuel
            work()
        except (Exception, OutOfTime):
            failed = True
            self.limit.over = False
            self.limit.left = self.limit.fuel
            del self.open[depth:]
        finally:
            self.steps.pop()
        # Statements within, of a function of the tests, have told of their own calls.
        if not offers or (mine["nested"] and not failed):
            return
        own = self.frames[mine["from"] :]
        for frame in own:
            frame["failed"] = frame["failed"] or failed
        tops = [at for at, frame in enumerate(own) if frame["top"]]
        inner = [at for at, frame in enumerate(own) if failed and not frame["top"]][: self.MOST_INNER]
        # What comes before the last is mostly how the statement gets its things.
        for at in tops[-1:] + inner:
            own[at]["wanted"] = self.wanted(at, work, offers)

    def wanted(self, nth, work, offers):
        """The offer with which the statement holds when one call of it gives it, where it does not hold with anything."""
        self.busy = True
        try:
            anything = self.holds(nth, object(), work)
            # What the statement itself speaks of comes first: False is 0 too, where 0 is wanted.
            said = self.ask(nth, work, offers())
            tried = said + self.ask(nth, work, self.COMMON)
            for asked in (said, tried):
                holding = {self.shower.number(one) for one, truth, holds in asked if holds}
                if len(holding) == 1 and not anything:
                    return holding.pop()
            if not holding:
                return -1
            # Where whatever is true will do, truth is wanted; where several other values would, it is not known which.
            first = next(truth for one, truth, holds in tried if holds)
            plain = all(holds == (truth == first) for one, truth, holds in tried)
            return self.shower.number((first,)) if plain and (first or not anything) else -1
        except Exception:
            return -1
        finally:
            self.busy = False

    def ask(self, nth, work, offers):
        made = [self.attempt(offer) for offer in offers]
        return [(one, bool(one[0]), self.holds(nth, one[0], work)) for one in made if one is not None]

    def holds(self, nth, value, work):
        self.stub = [nth, value, 0]
        try:
            return self.attempt(work) is not None
        finally:
            self.stub = None


class Run:
    """One run of some test files, in a forked child; each test is written as soon as it is known."""

    def __init__(self, order, stream):
        self.order = order
        self.stream = stream
        self.limit = Limit(order["fuel"], order["seconds"])
        self.texts = {**TEXTS, **(order.get("candidate") or {})}
        self.loaded = set()
        self.coverage = Coverage() if order["cover"] else None
        self.watch = Watch(self.limit) if order.get("watch") else None

    def write(self, entry):
        self.stream.write(json.dumps(entry) + "\n")
        self.stream.flush()

    def guard(self, file, name, work):
        """What a piece of work raised, and the lines it ran. Leaving the process is a failure."""
        problem = None
        self.write({"begun": {"name": name, "file": file}})
        if self.watch:
            self.watch.begin(file, name)
        if "asyncio" in sys.modules:
            metered_loops()
        try:
            try:
                self.limit.arm()
                if self.coverage:
                    self.coverage.start()
                work()
            finally:
                self.limit.disarm()
        except BaseException as error:  # SystemExit and KeyboardInterrupt of the code under test are failures too
            problem = error
        if self.limit.over and problem is None:
            problem = OutOfTime("the code ran for too long")
        return problem, self.coverage.stop() if self.coverage else None

    def told(self, file, name, problem, lines):
        state = "passed" if problem is None else "skipped" if is_skip(problem) else "failed"
        test = {"name": name, "file": file, "state": state}
        if problem is not None:
            test["message"] = describe(problem)
            test["crash"] = crash(problem)
        if lines is not None:
            test["lines"] = lines
        self.write({"test": test})
        return state

    def file(self, file):
        """Runs one file; True when the run may go on."""
        order = self.order
        box = {}
        folder, name = basedir(file)
        sys.path[:0] = [path for path in (folder, ROOT) if path not in sys.path]

        def load():
            if order["script"]:
                sys.argv = [os.path.join(ROOT, file)]
                space = {"__name__": "__main__", "__file__": sys.argv[0], "__builtins__": __builtins__}
                self.loaded.add(file)
                exec(compile_file(file, self.texts), space)
                return
            import importlib

            box["module"] = importlib.import_module(name)

        problem, loading = self.guard(file, file, load)
        if problem is not None and order["script"] and isinstance(problem, SystemExit):
            problem = None if problem.code in (None, 0) else problem
        if problem is not None or order["script"]:
            return self.told(file, file, problem, loading) != "failed" or not order["bail"]
        only = (order.get("only") or {}).get(file)
        for name, work in collect(box["module"], None):
            if only is not None and name not in only:
                continue
            problem, lines = self.guard(file, name, work)
            for path, numbers in (loading or {}).items():
                lines[path] = sorted(set(lines.get(path, [])) | set(numbers))
            if self.told(file, name, problem, lines) == "failed" and order["bail"]:
                return False
        return True

    def all(self):
        sys.meta_path.insert(0, Finder(self.texts, self.loaded))
        for file in self.order["files"]:
            if not self.file(file):
                break


def metered_sleep():
    """time.sleep waits for nothing; sleeping for longer than a few seconds in all is a failure."""
    import time

    left = [4.0]

    def sleep(seconds):
        left[0] -= seconds
        if left[0] < 0:
            raise RuntimeError("the code sleeps for too long")

    time.sleep = sleep


def metered_loops():
    """Event loops wait for nothing either: timers come at once, and where nothing can happen any more, that is a failure."""
    import threading
    import time
    from asyncio import base_events

    Loop = base_events.BaseEventLoop
    if getattr(Loop, "_tackle_ahead", None) is not None:
        return
    Loop._tackle_ahead = 0.0
    turn = Loop._run_once

    def idle(loop):
        # The loop's own pipe is the one descriptor that is always watched; a thread could still wake it.
        watched = getattr(getattr(loop, "_selector", None), "get_map", dict)()
        return not loop._ready and not loop._stopping and len(watched) <= 1 and threading.active_count() == 1

    def run_once(loop):
        if idle(loop):
            if not loop._scheduled:
                raise RuntimeError("the code waits for something that can never happen")
            wait = max(0.0, loop._scheduled[0]._when - loop.time())
            loop._tackle_ahead += wait
            if loop._tackle_ahead > 60:
                raise RuntimeError("the code sleeps for too long")
        turn(loop)

    Loop.time = lambda loop: time.monotonic() + loop._tackle_ahead
    Loop._run_once = run_once


def child(order, out):
    """Runs the order and writes what it sees."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.dont_write_bytecode = True
    metered_sleep()
    with os.fdopen(out, "w") as stream:
        run = Run(order, stream)
        run.all()
        usage = resource.getrusage(resource.RUSAGE_SELF)
        seconds = usage.ru_utime + usage.ru_stime
        end = {"loaded": sorted(run.loaded), "spent": run.limit.spent, "cpu": seconds}
        if run.watch:
            end["watched"] = run.watch.told()
        if order["cover"]:
            end["warm"] = [name for name in sys.modules if warmable(name)]
        run.write({"end": end})


def warmable(name):
    return name.partition(".")[0] in sys.stdlib_module_names and not name.startswith("_")


def cpu_of(pid):
    try:
        with open("/proc/%d/stat" % pid) as stream:
            fields = stream.read().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    except OSError:
        return -1


def receive(pipe, pid):
    """All that the child writes. One that neither writes nor uses CPU between two looks waits for ever, and is ended."""
    chunks = []
    last = None
    while True:
        ready, _, _ = select.select([pipe], [], [], 10)
        if ready:
            chunk = os.read(pipe, 1 << 16)
            if not chunk:
                return b"".join(chunks)
            chunks.append(chunk)
            continue
        now = cpu_of(pid)
        if now == last:
            os.kill(pid, signal.SIGKILL)
        last = now


def fold(order, text):
    """The report of a run from what its child wrote; what was begun and never told is a failure."""
    report = {"id": order["id"], "tests": [], "loaded": [], "spent": 0, "cpu": order["seconds"]}
    begun = None
    for line in text.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if "begun" in entry:
            begun = entry["begun"]
        elif "test" in entry:
            begun = None
            report["tests"].append(entry["test"])
        elif "end" in entry:
            report.update(entry["end"])
            return report
    place = begun or {"name": order["files"][0], "file": order["files"][0]}
    message = "the code ran for too long, or ended its process"
    report["tests"].append({**place, "state": "failed", "message": message})
    return report


def obey(order):
    TEXTS.update(order.get("texts") or {})
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reader)
            child(order, writer)
        finally:
            os._exit(0)
    os.close(writer)
    text = receive(reader, pid)
    os.close(reader)
    os.waitpid(pid, 0)
    report = fold(order, text)
    for name in report.pop("warm", []):
        try:
            importlib.import_module(name)
        except BaseException:
            pass
    return report


def main():
    # What the code under test prints goes nowhere; the reports have a channel of their own.
    channel = socket.socket(fileno=3)
    quiet = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(quiet, descriptor)
    import importlib
    import unittest

    sys.path[:] = [path for path in sys.path if path != os.path.dirname(os.path.abspath(__file__))]
    pending = b""
    while True:
        while b"\n" not in pending:
            chunk = channel.recv(1 << 16)
            if not chunk:
                return
            pending += chunk
        line, _, pending = pending.partition(b"\n")
        channel.sendall((json.dumps(obey(json.loads(line))) + "\n").encode())


if __name__ == "__main__":
    main()
