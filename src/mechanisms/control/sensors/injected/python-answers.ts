/** The program of `node-answers.ts` for Python: the same request, the same lines, the same names of relations. */
import { pythonRelations } from "./python-relations.ts";

export const pythonAnswers = String.raw`
import sys, os, json, importlib, importlib.util, re, contextlib, copy, asyncio, io, itertools, inspect, linecache, signal, time
request = json.load(sys.stdin)
root, file = os.getcwd(), request["file"]
sys.path[:0] = [root, os.path.dirname(file), os.path.join(root, "src")]
out = sys.stdout
sys.stdout = sys.stderr = io.StringIO()
name = os.path.splitext(os.path.relpath(file, root))[0].replace(os.sep, ".")
try:
    module = importlib.import_module(name)
except Exception:
    spec = importlib.util.spec_from_file_location(os.path.splitext(os.path.basename(file))[0], file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
def scope_of(space):
    made = dict(vars(space))
    with contextlib.suppress(Exception):
        exec(request["constants"], made)
    return made
scope = scope_of(module)

def key(value):
    if isinstance(value, dict):
        return "{" + ", ".join(sorted(key(name) + ": " + key(one) for name, one in value.items())) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(map(key, value))) + "}"
    if isinstance(value, (list, tuple)):
        return ("[%s]" if isinstance(value, list) else "(%s)") % ", ".join(map(key, value))
    return re.sub(r"0x[0-9a-f]+", "#", repr(value))

def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)

def kind_of(value):
    if value is None or isinstance(value, bool):
        return "null" if value is None else "boolean"
    if is_number(value):
        return "number"
    kinds = {str: "string", list: "list", tuple: "list", dict: "object"}
    return kinds.get(type(value), type(value).__name__)

def flat(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple, set, frozenset)):
        return [one for part in value for one in flat(part)]
    return [value]

def keys_in(value):
    if isinstance(value, dict):
        return [one for name, part in value.items() for one in [name] + keys_in(part)]
    return [one for part in value for one in keys_in(part)] if isinstance(value, (list, tuple)) else []

def words_in(text):
    return re.findall(r"[^\W_]+", str(text))

# Neighbours
signs = []
def numbers_in(text):
    return [text[:one.start()] + str(next_) + text[one.end():] for one in list(re.finditer(r"\d+", text))[:5]
            for next_ in (int(one.group()) + 1, max(0, int(one.group()) - 1), int(one.group()) * 10)]

def signs_in(text):
    return [text[:at] + next_ + text[at + 1:] for at, letter in enumerate(text) if not letter.isalnum()
            for next_ in [letter + letter] + [one for one in signs if one != letter][:6]][:24]

def near_text(text):
    some = [text[:len(text) // 2] + text[len(text) // 2 + 1:], text[0] + text, text + text[-1], text[0].upper() + text[1:], text[1:] + text[0]] if len(text) > 2 else []
    between = [text + sign + text for sign in signs[:4]] if any(not one.isalnum() for one in text) else []
    return [text + text, text[1:], text[:-1], "", text.upper(), text.lower(), text[::-1], text + "x", " " + text, text + " "] + some + numbers_in(text) + [re.sub(r"([^\w\s])([^\W_]+)", r"\1\2\1\2", text, count=1)] + signs_in(text) + between

def near(value, depth=0):
    if isinstance(value, bool):
        return [not value]
    if is_number(value):
        return [value + 1, value - 1, value + 2, value - 2, value * 2, value * 2 + 1, int(value / 2), 0, 1, value + 7] + request.get("numbers", []) + [-value, value * 10]
    if isinstance(value, str):
        return near_text(value)
    if isinstance(value, (list, tuple)):
        kind, value = type(value), list(value)
        found = [value[::-1], value[1:], value[:-1]] + ([value[1:] + value[:1]] if len(value) > 2 else []) + ([value + value[:1], value + value] if value and not any(isinstance(one, dict) for one in value) else [])
        found += [value[:at] + [next_] + value[at + 1:] for at, one in enumerate(value[:4]) for next_ in near(one, depth + 1)[:3 if depth else 6]]
        found += [value + [next_] for one in value[:3] for next_ in near(one, depth + 1)[:2]] + [[]]
        return [kind(one) for one in found]
    if isinstance(value, (set, frozenset)):
        return [type(value)(one) for one in near(sorted(value, key=repr), depth)]
    if isinstance(value, dict):
        own = list(value)[:4]
        found = [dict(reversed(list(value.items())))] + [{other: one for other, one in value.items() if other != name} for name in own if depth == 0]
        return found + [{**value, name: next_} for name in own for next_ in near(value[name], depth + 1)[:5]]
    return []

def merged(a, b):
    if isinstance(a, (list, tuple)) and type(a) is type(b):
        return [a + type(a)(one for one in b if not (isinstance(one, dict) and one in a))]
    if isinstance(a, dict) and isinstance(b, dict):
        return [{**a, **b}]
    return [a + b] + [a + sign + b for sign in signs[:3]] if isinstance(a, str) and isinstance(b, str) else []

def further(work, given):
    try:
        unset = list(inspect.signature(work).parameters.values())[len(given):]
    except Exception:
        return []
    return [given + [one.default for one in unset[:place]] + [next_] for place, one in enumerate(unset)
            if isinstance(one.default, (int, float, str)) for next_ in [other for other in near(one.default) if other != one.default][:4]]

def inputs_of(at, fname, work, given):
    others = [one[3] for one in own if one[1] == fname and one[0] != at]
    put = lambda place, next_: given[:place] + [next_] + given[place + 1:]
    crossed = [put(place, one[place]) for one in others for place in range(len(given)) if len(given) > 1 and place < len(one)][:12]
    used = list(dict.fromkeys(one for given_ in [given] + others for one in flat(given_) if is_number(one)))[:8]
    joined = [put(place, next_) for place, value in enumerate(given)
              for next_ in (used if is_number(value) else []) + [both for one in others[:4] if place < len(one) for both in merged(value, one[place])]][:24]
    alike = [put(place, next_) for place, value in enumerate(given) for next_ in [one for one in passed if kind_of(one) == kind_of(value)][:8]]
    each = [[put(place, next_) for next_ in near(value)] for place, value in enumerate(given)]
    woven = [one for turn in itertools.zip_longest(*each) for one in turn if one is not None]
    seen, found = {repr(given)}, []
    for one in further(work, given) + crossed + alike + joined + woven:
        if repr(one) not in seen:
            seen.add(repr(one))
            found.append(one)
    return found[:110]

# Answers
class Endless(BaseException):
    pass
def ring(*_):
    raise Endless()
signal.signal(signal.SIGALRM, ring)
accidents = (TypeError, AttributeError, IndexError, KeyError, NameError, ZeroDivisionError, RecursionError, UnboundLocalError, Endless)
limit = 1
def ask(work, given):
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        passed = copy.deepcopy(given)
        result = work(*passed)
        if asyncio.iscoroutine(result):
            result = asyncio.run(result)
        if hasattr(result, "__next__"):
            result = list(itertools.islice(result, 50))
        return True, result, key(passed) != key(given)
    except (Exception, Endless) as error:
        return False, error, False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)

# An error that a program raises itself is none
def is_meant(error):
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    return at is not None and linecache.getline(at.tb_frame.f_code.co_filename, at.tb_lineno).strip().startswith("raise")

def told(answer):
    fine, result, _ = answer
    if not fine:
        return ["accident" if isinstance(result, accidents) and not is_meant(result) else "error", type(result).__name__]
    return ["nothing" if result is None or result != result else "value", key(result)[:2000]]

def same(a, b):
    return a[0] == b[0] and (key(a[1]) == key(b[1]) if a[0] else type(a[1]) is type(b[1]))

${pythonRelations}
own = []
for at, (fname, source) in enumerate(request["calls"]):
    work = getattr(module, fname, scope.get(fname))
    if not callable(work) or isinstance(work, type):
        continue
    with contextlib.suppress(Exception):
        given = eval("[" + source + "]", scope)
        copy.deepcopy(given)
        own.append((at, fname, work, given))
signs = list(dict.fromkeys(one for _, _, _, given in own for text in flat(given) if isinstance(text, str) for one in text if not one.isalnum()))
literals = []
for source in request.get("pool", []):
    with contextlib.suppress(Exception):
        literals.append(eval(source, scope))
passed = list({key(one): one for one in [one for _, _, _, given in own for one in list(given) + flat(given)] + literals + request.get("numbers", []) + [0.5]}.values())[:40]
endless = []
def tell(at, fname, work, turn, given, alone=False):
    answer = ask(work, given)
    if isinstance(answer[1], Endless):
        endless.append(at)
    found = {}
    with contextlib.suppress(Exception):
        found = {} if alone else relations(given, answer, work)
    data = {"given": data_of(given), **({"gave": answer[1]} if answer[0] and is_data(answer[1]) else {})}
    out.write(json.dumps({"call": at, "turn": turn, "data": data, "name": fname, "input": repr(given)[:300], "outcome": told(answer), "touched": answer[2], "relations": found}) + "\n")
    out.flush()

# Rivals: other texts of the module. Those that answer the tests' own calls alike are asked all else, too
if "rivals" in request:
    limit, found = 0.2, []
    expected = [told(ask(work, given)) for _, _, work, given in own]
    rest = [(at, fname, turn + 1, one) for at, fname, work, given in own for turn, one in enumerate(inputs_of(at, fname, work, given))]
    for place, text in enumerate(request["rivals"]):
        if time.process_time() > 2 or len(found) >= 20:
            break
        other = type(sys)(module.__name__)
        other.__file__, other.__package__ = file, module.__package__
        signal.setitimer(signal.ITIMER_REAL, limit)
        try:
            exec(compile(text, file, "exec"), other.__dict__)
        except BaseException:
            continue
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        made = scope_of(other)
        asked = lambda fname, given: told(ask(made.get(fname), given))
        if any(asked(fname, given) != wanted for (_, fname, _, given), wanted in zip(own, expected)):
            continue
        found.append(place)
        out.write(json.dumps({"rival": place, "answers": [["%d %d" % (at, turn), " ".join(asked(fname, given))[:120]] for at, fname, turn, given in rest]}) + "\n")
        out.flush()
    os._exit(0)
for at, fname, work, given in own:
    tell(at, fname, work, 0, given)
for at, fname, work, given in own:
    for turn, one in enumerate(inputs_of(at, fname, work, given)):
        if time.process_time() < 2 and len(endless) < 3:
            tell(at, fname, work, turn + 1, one)

# Functions that no test calls by itself, with what tests pass to others in many tries
def pick():
    global seed
    seed = seed * 48271 % 2147483647
    return passed[seed % len(passed)]
# Known by its name: another tree may have more of them
def number_of(name):
    total = 0
    for letter in name:
        total = (total * 31 + ord(letter)) % 1000003
    return total + 1000
for fname in sorted(vars(module)):
    work = getattr(module, fname)
    if not passed or fname.startswith("_") or not inspect.isfunction(work) or work.__module__ != module.__name__ or any(one[1] == fname for one in own):
        continue
    needed = min(3, max(1, len([one for one in inspect.signature(work).parameters.values() if one.default is one.empty])))
    seed = number_of(fname)
    for turn in range(1, 201):
        if time.process_time() < 3 and len(endless) < 3:
            tell(number_of(fname), fname, work, turn, [pick() for _ in range(needed)], True)
os._exit(0)
`;
