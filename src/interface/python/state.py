"""What Python cells leave: their variables as bytes, from which a fresh driver goes on."""
import os
import sys

LARGEST = 48 << 20


def definitions(tree, code, name):
    """Functions and classes of the cell's top level, by name: they are kept as source."""
    lines = code.split("\n")
    found = {}
    for node in tree.body:
        names = []
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names = [node.name]
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if not names:
            continue
        first = min([node.lineno] + [each.lineno for each in getattr(node, "decorator_list", [])])
        own = [line.encode() for line in lines[first - 1 : node.end_lineno]]
        own[-1] = own[-1][: node.end_col_offset]
        own[0] = b" " * node.col_offset + own[0][node.col_offset :] if first == node.lineno else own[0]
        for each in names:
            found[each] = (name, "\n" * (first - 1) + b"\n".join(own).decode().lstrip(" "))
    return found


def declared(tree):
    """The names that a cell binds at its top level, in order, without those of functions, classes and comprehensions in it."""
    found = {}

    def visit(node):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found[node.name] = True
            return
        if isinstance(node, ast.Lambda):
            return
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update({(each.asname or each.name.split(".")[0]): True for each in node.names if each.name != "*"})
            return
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found[node.id] = True
        for each in (getattr(node, field, None) for field in ("name", "rest")):
            if type(node).__name__.startswith("Match") and isinstance(each, str):
                found[each] = True
        for each in ast.iter_child_nodes(node):
            # Only `:=` reaches out of a comprehension.
            visit(each.iter if isinstance(each, ast.comprehension) else each)

    visit(tree)
    return list(found)


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


def save(space, defined):
    """Variables as bytes. What cannot be kept so is named in them, with its kind: a fresh driver says so."""
    import io
    import pickle

    class Pickler(pickle.Pickler):
        is_late = False

        def reducer_override(self, value):
            if getattr(value, "__module__", "") == "__main__":
                self.is_late = True
            return NotImplemented

    modules, sources, early, late, sizes, gone = {}, {}, {}, {}, {}, {}
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
            gone[name] = type(value).__name__
            continue
        sizes[name] = stream.tell()
        (late if pickler.is_late else early)[name] = value
    while sizes and sum(sizes.values()) > LARGEST:
        name = max(sizes, key=sizes.get)
        gone[name] = "%s of %d MB" % (type(space[name]).__name__, sizes.pop(name) >> 20)
        early.pop(name, late.pop(name, None))
    # Together, so that two names of one thing stay two names of one thing.
    parts = (modules, sources, pickle.dumps(early, 4), (list(late), pickle.dumps(late, 4)), gone)
    return pickle.dumps(parts, 4)


def load(state, space):
    """Puts what earlier cells left into the space. Gives their definitions, and what did not come with its reason."""
    import pickle
    from importlib import import_module

    defined, lost = {}, {}
    try:
        # Sessions of an earlier tackle hold four parts.
        modules, sources, early, (names, late), *rest = pickle.loads(state)
    except Exception as error:
        return {}, {"all variables": "they could not be read again: %s" % error}
    lost.update(rest[0] if rest else {})
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
    return defined, lost


class Modules:
    """The workspace's own modules: what was imported before its file changed is dropped, and names of it lead to the new code."""

    def __init__(self, root):
        self.root, self.seen = root + os.sep, {}

    def look(self):
        """Notes the files of modules that are new."""
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None)
            if name not in self.seen and isinstance(file, str) and file.startswith(self.root):
                self.seen[name] = (file, self.stamp(file))

    @staticmethod
    def stamp(file):
        try:
            seen = os.stat(file)
            return seen.st_mtime_ns, seen.st_size
        except OSError:
            return None

    def renew(self, space):
        """Gives the names of what is still made by the old code, and of modules that cannot be imported any more."""
        changed = [name for name, (file, stamp) in self.seen.items() if self.stamp(file) != stamp]
        if not changed:
            return []
        import importlib

        importlib.invalidate_caches()
        # All of them: one that did not change may hold what did.
        old = {name: sys.modules.pop(name, None) for name in self.seen}
        self.seen.clear()
        stale = []
        for name, value in list(space.items()):
            place = value.__name__ if isinstance(value, type(os)) else getattr(value, "__module__", None)
            kind = getattr(type(value), "__module__", None)
            if name.startswith("__") or (place not in old and kind not in old):
                continue
            try:
                if place in old and isinstance(value, type(os)):
                    space[name] = importlib.import_module(place)
                    continue
                if place in old and hasattr(value, "__qualname__"):
                    found = importlib.import_module(place)
                    for part in value.__qualname__.split("."):
                        found = getattr(found, part)
                    space[name] = found
                    continue
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
            stale.append(name)
        self.look()
        return stale
