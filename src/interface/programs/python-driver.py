"""Runs one Python cell: on top of what earlier cells left, and leaving its own variables for later ones."""
# On stdin, a line each: the cell's name, where to write what is told (a path), the code and the state, both in base64. What is told
# is one line of JSON, then the state for the next cell. Whatever is not needed by most cells is imported late: a start counts.
import binascii
import os
import sys

FLAGS = 0x2000  # ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
COROUTINE = 0x80
LARGEST = 48 << 20
LONGEST = 256 << 10


def take():
    cell, place, code, state = sys.stdin.buffer.read().split(b"\n")[:4]
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    return cell.decode(), place.decode(), binascii.a2b_base64(code).decode(), binascii.a2b_base64(state)


class Told:
    """What the host is told, once."""

    def __init__(self, place):
        self.place, self.process = place, os.getpid()

    def tell(self, fields, state=b""):
        if os.getpid() != self.process:
            return
        import json

        head = json.dumps(fields).encode()
        try:
            with open(self.place, "wb") as file:
                file.write(head + b"\n" + state)
        except OSError:
            pass


def compile_cell(code, name):
    """The cell's statements, and its last expression on its own. Everything is compiled before anything runs."""
    import _ast

    tree = compile(code, name, "exec", FLAGS | 0x400, True)
    last = tree.body[-1] if tree.body else None
    value = None
    if isinstance(last, _ast.Expr):
        tree.body.pop()
        value = compile(_ast.Expression(last.value), name, "eval", FLAGS, True)
    return compile(tree, name, "exec", FLAGS, True), value, tree


def run(compiled, space, loop):
    result = eval(compiled, space)
    return loop().run_until_complete(result) if compiled.co_flags & COROUTINE else result


def definitions(tree, code, name):
    """Functions and classes of the cell's top level, by name: they are kept as source."""
    import _ast

    lines = code.split("\n")
    found = {}
    for node in tree.body:
        names = []
        if isinstance(node, (_ast.FunctionDef, _ast.AsyncFunctionDef, _ast.ClassDef)):
            names = [node.name]
        elif isinstance(node, _ast.Assign) and isinstance(node.value, _ast.Lambda):
            names = [target.id for target in node.targets if isinstance(target, _ast.Name)]
        if not names:
            continue
        first = min([node.lineno] + [each.lineno for each in getattr(node, "decorator_list", [])])
        own = [line.encode() for line in lines[first - 1 : node.end_lineno]]
        own[-1] = own[-1][: node.end_col_offset]
        own[0] = b" " * node.col_offset + own[0][node.col_offset :] if first == node.lineno else own[0]
        for each in names:
            found[each] = (name, "\n" * (first - 1) + b"\n".join(own).decode().lstrip(" "))
    return found


def texts(defined):
    """What is left of earlier cells' source, each line where it was."""
    found = {}
    for name, source in defined.values():
        lines = found.setdefault(name, [])
        for at, line in enumerate(source.split("\n")):
            if at == len(lines):
                lines.append("")
            lines[at] = line or lines[at]
    return {name: "\n".join(lines) + "\n" for name, lines in found.items()}


def is_own(value, name):
    return getattr(value, "__module__", "") == "__main__" and getattr(value, "__qualname__", name) in (name, "<lambda>")


def save(space, defined, lost):
    """Variables as bytes. What cannot be kept is named in `lost`, with its kind."""
    import io
    import pickle

    class Pickler(pickle.Pickler):
        is_late = False

        def reducer_override(self, value):
            if getattr(value, "__module__", "") == "__main__":
                self.is_late = True
            return NotImplemented

    modules, sources, early, late, sizes = {}, {}, {}, {}, {}
    for name, value in list(space.items()):
        if name.startswith("__"):
            continue
        if isinstance(value, type(os)):
            modules[name] = value.__name__
            continue
        if name in defined and callable(value) and is_own(value, name):
            sources[name] = defined[name]
            continue
        stream = io.BytesIO()
        pickler = Pickler(stream, protocol=4)
        try:
            pickler.dump(value)
        except Exception:
            lost[name] = type(value).__name__
            continue
        sizes[name] = stream.tell()
        (late if pickler.is_late else early)[name] = value
    while sizes and sum(sizes.values()) > LARGEST:
        name = max(sizes, key=sizes.get)
        lost[name] = "%s of %d MB" % (type(space[name]).__name__, sizes.pop(name) >> 20)
        early.pop(name, late.pop(name, None))
    # Together, so that two names of one thing stay two names of one thing.
    return pickle.dumps((modules, sources, pickle.dumps(early, 4), (list(late), pickle.dumps(late, 4))), 4)


def load(state, space, lost):
    """Puts what earlier cells left into the space; what will not come is named in `lost`."""
    defined = {}
    if not state:
        return defined
    import pickle
    from importlib import import_module

    try:
        modules, sources, early, (names, late) = pickle.loads(state)
    except Exception as error:
        lost["all variables"] = "they could not be read again: %s" % error
        return defined
    for name, module in modules.items():
        try:
            space[name] = import_module(module)
        except Exception as error:
            lost[name] = "module, %s" % error
    def put(part):
        try:
            space.update(pickle.loads(part))
        except Exception as error:
            lost["a variable"] = "it could not be read again: %s" % error

    put(early)
    for name, (cell, source) in sources.items():
        defined[name] = (cell, source)
        try:
            exec(compile(source, cell, "exec", 0, True), space)
        except Exception as error:
            lost[name] = "its definition failed: %s" % error
    if names:
        put(late)
    return defined


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
        import json

        text = json.dumps(value, ensure_ascii=False)
        if len(text) <= LONGEST:
            return text
    text = repr(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "\u2026"


def explained(error, name, sources):
    """The error in the cells' own lines: nothing of this file."""
    import linecache
    import traceback

    for cell, text in sources.items():
        linecache.cache[cell] = (len(text), None, text.splitlines(True), cell)
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename == "<string>":
        trace = trace.tb_next
    lines = [frame.lineno for frame in traceback.extract_tb(trace) if frame.filename == name]
    told = "".join(traceback.format_exception(type(error), error, trace)).rstrip()
    return {
        "name": type(error).__name__,
        "message": "".join(traceback.format_exception_only(type(error), error)).strip()[:16000],
        "stack": told[-16000:],
        **({"line": lines[-1]} if lines else {}),
    }


def main():
    cell, place, code, state = take()
    name = cell + ".py"
    told = Told(place)
    try:
        body, value, tree = compile_cell(code, name)
    except (SyntaxError, ValueError) as error:
        line, column = getattr(error, "lineno", 1) or 1, getattr(error, "offset", 1) or 1
        told.tell({"refused": {"line": line, "column": column, "message": getattr(error, "msg", str(error))}})
        return 2
    module = type(os)("__main__")
    sys.modules["__main__"] = module
    space = module.__dict__
    space["__builtins__"] = __builtins__
    lost, loops = {}, []
    defined = load(state, space, lost)
    lost_before = dict(lost)

    def loop():
        import asyncio

        if not loops:
            loops.append(asyncio.new_event_loop())
            asyncio.set_event_loop(loops[0])
        return loops[0]

    fields, status = {}, 0
    try:
        run(body, space, loop)
        result = run(value, space, loop) if value is not None else None
        if result is not None:
            fields["value"] = shown(result)
    except SystemExit as end:
        if end.code is not None and not isinstance(end.code, int):
            print(end.code, file=sys.stderr)
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException as error:
        status = 1
        fields["error"] = explained(error, name, {**texts(defined), name: code})
    if loops:
        for task in __import__("asyncio").all_tasks(loops[0]):
            task.cancel()
        loops[0].run_until_complete(loops[0].shutdown_asyncgens())
        loops[0].close()
    defined.update(definitions(tree, code, name))
    lost = {}
    left = save(space, defined, lost)
    fields["lost"] = {key: str(why)[:200] for key, why in list({**lost_before, **lost}.items())[:50]}
    told.tell(fields, left)
    return status & 0xFF


if __name__ == "__main__":
    status = main()
    sys.exit(status)
