/** What is put before every Python process of a check: the same signed report for pytest, unittest and plain scripts. */

/** `tackle_report.py`: opens a signed report; the key's file is gone while tests run. */
export const reportModule = String.raw`import hashlib, hmac, json, os, signal, threading, time

class Report:
    def __init__(self):
        self.folder = os.environ["TACKLE_CHECK"]
        self.run = os.urandom(6).hex()
        self.taken = self.folder + "/key." + self.run
        self.key = self.take().encode()
        self.count = 0
        self.write({"type": "begin"})

    def take(self):
        """Runners that run side by side take turns; a rename is won by one of them alone."""
        last = time.monotonic() + 60
        while True:
            try:
                os.rename(self.folder + "/key", self.taken)
                break
            except FileNotFoundError:
                if time.monotonic() > last:
                    raise
                time.sleep(0.05)
        with open(self.taken) as file:
            key = file.read()
        os.unlink(self.taken)
        return key

    def write(self, entry, hmac=hmac, json=json, open=open):
        line = "%s %d %s" % (self.run, self.count, json.dumps(entry))
        self.count += 1
        mac = hmac.new(self.key, line.encode(), hashlib.sha256).hexdigest()
        with open(self.folder + "/report", "a") as file:
            file.write(mac + " " + line + "\n")

    def test(self, file, titles, state, message=None, stack=None):
        self.write({"type": "test", "file": file, "titles": titles, "state": state,
                    "message": message and str(message)[:2000], "stack": stack and str(stack)[-4000:]})

    def end(self, open=open, rename=os.rename):
        self.write({"type": "end"})
        with open(self.taken, "w") as file:
            file.write(self.key.decode())
        rename(self.taken, self.folder + "/key")

class Endless(BaseException):
    """A test with an input that nobody meant took too much of the processor's time."""

endless = [0]

def spared(name, work):
    """Does the work; where it is a neighbour of a test, it may not take the others' time: less and less, as more of them are endless."""
    if "__near" not in name or threading.current_thread() is not threading.main_thread():
        return work()
    def stop(*_):
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        endless[0] += 1
        raise Endless("endless")
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, max(0.02, 0.4 * 0.7 ** endless[0]))
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
`;

/** `sitecustomize.py`: hands on to the one it hides, notes early exits, and listens to unittest or to a plain script. */
export const siteModule = String.raw`import os, sys

def chain():
    import importlib.machinery, importlib.util
    here = os.path.dirname(__file__)
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", [p for p in sys.path if p != here])
    if spec and spec.loader:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))

def inside(file, root=os.environ.get("TACKLE_ROOT", "/nowhere")):
    file = os.path.abspath(file)
    return file.startswith(root + "/") and "/site-packages/" not in file and "/node_modules/" not in file

def caller(depth):
    frame = sys._getframe(depth)
    while frame:
        if inside(frame.f_code.co_filename):
            return {"file": os.path.abspath(frame.f_code.co_filename), "line": frame.f_lineno}
        frame = frame.f_back

def watch(leave):
    def wrap(module, name):
        original = getattr(module, name)
        def exit(*words):
            place = caller(2)
            if place:
                leave(dict(place, call=module.__name__ + "." + name))
            original(*words)
        setattr(module, name, exit)
    wrap(os, "_exit")
    wrap(sys, "exit")

def note(place):
    import json
    with open(os.environ["TACKLE_CHECK"] + "/exits", "a") as file:
        file.write(json.dumps(place) + "\n")

def listen_to_unittest():
    import unittest, unittest.runner, tackle_report
    report = tackle_report.Report()
    results = {}

    def place(test):
        kind = type(test)
        if kind.__name__ == "_FailedTest":
            module = test._testMethodName.replace(".", "/") + ".py"
            for folder in [os.getcwd()] + sys.path:
                if os.path.exists(os.path.join(folder or ".", module)):
                    return os.path.abspath(os.path.join(folder or ".", module)), []
            return None, [test.id()]
        if kind.__name__ == "_ErrorHolder":
            # setUpClass (module.Class) or setUpModule (module): the class's or the file's own failure.
            owner = test.id().partition("(")[2].rstrip(")")
            module = owner if owner in sys.modules else owner.rpartition(".")[0]
            file = getattr(sys.modules.get(module), "__file__", None)
            return (file, [owner[len(module) + 1:]] if owner != module else []) if file else (None, [test.id()])
        if not hasattr(test, "_testMethodName"):
            return None, [test.id()]
        return getattr(sys.modules.get(kind.__module__), "__file__", None), [kind.__qualname__, test._testMethodName]

    def keep(test, state, error=None):
        import traceback
        file, titles = place(test)
        key = (file, tuple(titles))
        if state == "passed" and key in results:
            return
        stack = "".join(traceback.format_exception(*error)) if error else None
        message = "%s: %s" % (error[0].__name__, error[1]) if error else None
        results[key] = (state, message, stack)

    def wrap(name, state):
        original = getattr(unittest.TestResult, name)
        def add(self, test, *rest):
            if name == "addSubTest":
                if rest[1] is not None:
                    keep(test, "failed", rest[1])
            else:
                keep(test, state, rest[0] if rest and state == "failed" else None)
            return original(self, test, *rest)
        setattr(unittest.TestResult, name, add)

    call = unittest.TestCase._callTestMethod
    unittest.TestCase._callTestMethod = lambda self, method: tackle_report.spared(self._testMethodName, lambda: call(self, method))
    for name, state in {"addSuccess": "passed", "addFailure": "failed", "addError": "failed", "addSkip": "skipped",
                        "addExpectedFailure": "skipped", "addUnexpectedSuccess": "failed", "addSubTest": "failed"}.items():
        wrap(name, state)
    run = unittest.TextTestRunner.run
    def run_and_report(self, test):
        outcome = run(self, test)
        for (file, titles), (state, message, stack) in results.items():
            report.test(file, list(titles), state, message, stack)
        results.clear()
        report.end()
        return outcome
    unittest.TextTestRunner.run = run_and_report

def listen_to_script(entry):
    import atexit, builtins, tackle_report
    report = tackle_report.Report()
    left = []
    def leave(place):
        if place and place["file"] != entry:
            left.append(place)
    watch(leave)
    class Exit(SystemExit):
        def __init__(self, *words):
            super().__init__(*words)
            place = caller(2)
            leave(place and dict(place, call="SystemExit"))
    Exit.__name__ = Exit.__qualname__ = "SystemExit"
    builtins.SystemExit = Exit
    def last():
        report.write({"type": "exit", "by": left[0] if left else None})
        report.end()
    atexit.register(last)

def begin():
    words = getattr(sys, "orig_argv", None) or open("/proc/self/cmdline").read().split("\0")
    runner = os.environ["TACKLE_RUNNER"]
    scripts = [os.path.abspath(w) for w in words[1:] if w.endswith(".py")]
    script = scripts[0] if scripts and "-m" not in words and "-c" not in words else None
    if runner == "unittest" and ("unittest" in words or script):
        listen_to_unittest()
        watch(note)
    elif runner == "pytest" and any(os.path.basename(w) in ("pytest", "py.test") for w in words):
        watch(note)
    elif runner == "command" and script and inside(script):
        listen_to_script(script)
    else:
        return
    os.environ["TACKLE_TOP"] = str(os.getpid())

try:
    chain()
finally:
    if os.environ.get("TACKLE_CHECK", "") + "/python" == os.path.dirname(__file__) and "TACKLE_TOP" not in os.environ:
        begin()
`;
