/** The part of the program of `python-answers.ts` that says which relations hold between an input and its answer. */

export const pythonRelations = String.raw`# What JSON has and can be read again; of what is given the rest stands as null
def is_data(value):
    if isinstance(value, (list, tuple)):
        return len(value) < 200 and all(map(is_data, value))
    return value is None or isinstance(value, (bool, str)) or (isinstance(value, (int, float)) and abs(value) < 1e15)
def data_of(value):
    return [data_of(one) for one in value] if isinstance(value, (list, tuple)) else value if is_data(value) else None

def relations(args, answer, work):
    found = {}
    fine, result, _ = answer
    if not fine:
        return found
    def put(name, holds):
        found[name] = bool(holds)
    given = [one for one in flat(args) if is_number(one)]
    each = [(one, "argument %d" % (at + 1), kind_of(one)) for at, one in enumerate(args)]
    for kind in ("list", "string", "number", "boolean", "object", "null", kind_of(result)):
        put("it is a " + kind, kind_of(result) == kind)
    if is_number(result):
        put("it is whole", result == result and abs(result) != float("inf") and int(result) == result)
        put("it is finite", result == result and abs(result) != float("inf"))
        put("it is not below 0", result >= 0)
        if given:
            put("it is not above all numbers given", result <= max(given))
            put("it is not below all numbers given", result >= min(given))
        for one, its, kind in each:
            if kind == "number":
                put("it is at most " + its, result <= one)
                put("it is at least " + its, result >= one)
            if kind == "list":
                put("it is in " + its, result in one)
            if kind == "string" or kind == "list" and not any(isinstance(x, dict) for x in one):
                put("it is at most the size of " + its, result <= len(one))
    if isinstance(result, str):
        put("it is not empty", result != "")
        put("it has no blanks around it", result.strip() == result)
        put("no sign comes twice in a row", not re.search(r"([\W_])\1", result))
        put("it has no capitals", result == result.lower())
        put("it is ASCII", all(" " <= one <= "~" for one in result))
        put("it begins and ends with a letter or digit", result != "" and result[0].isalnum() and result[-1].isalnum())
        for one, its, kind in each:
            if kind == "number":
                put("its length is at most " + its, len(result) <= one)
            if kind == "string":
                put("it holds " + its, one in result)
                put("it is not longer than " + its, len(result) <= len(one))
                put("its signs are those of " + its, all(letter in one for letter in result))
                put("its letters and digits are those of " + its, words_in(result.lower()) and "".join(words_in(result.lower())) == "".join(words_in(one.lower())))
    if isinstance(result, (list, tuple)):
        put("it is not empty", len(result) > 0)
        if all(kind != "list" or len(set(map(key, one))) == len(one) for one, _, kind in each):
            put("nothing is in it twice", len(set(map(key, result))) == len(result))
        put("all are of one kind", len(set(map(kind_of, result))) < 2)
        numeric = len(result) > 0 and all(map(is_number, result))
        steps = list(zip(result, result[1:]))
        if steps and (numeric or all(isinstance(one, str) for one in result)):
            put("it rises", all(a <= b for a, b in steps))
            put("it falls", all(a >= b for a, b in steps))
        if numeric:
            put("all are whole", all(int(one) == one for one in result))
            put("none is below 0", all(one >= 0 for one in result))
            put("all are above 0", all(one > 0 for one in result))
            put("they differ by at most 1", max(result) - min(result) <= 1)
            if steps:
                put("each is one more than the one before", all(b == a + 1 for a, b in steps))
            if given:
                put("none is above all numbers given", all(one <= max(given) for one in result))
                put("none is below all numbers given", all(one >= min(given) for one in result))
        for one, its, kind in each:
            if kind == "number":
                put("its size is " + its, len(result) == one)
                put("its size is at most " + its, len(result) <= one)
                if numeric:
                    put("it adds up to " + its, abs(sum(result) - one) < 1e-9)
                    put("all are at most " + its, all(x <= one for x in result))
                    put("all are at least " + its, all(x >= one for x in result))
                    put("it holds " + its, one in result)
            if kind == "list":
                mine, theirs = set(map(key, result)), set(map(key, one))
                put("it is as long as " + its, len(result) == len(one))
                put("it is not longer than " + its, len(result) <= len(one))
                put("all of it is from " + its, mine <= theirs)
                put("all of " + its + " is in it", theirs <= mine)
            if kind == "object":
                put("all of it are names in " + its, all(x in list(one) for x in result))
                put("all names in " + its + " are in it", all(x in result for x in one))
                put("it is as long as " + its, len(result) == len(one))
            if kind == "string":
                put("all of it is written in " + its, all(str(x) in one for x in result))
    if isinstance(result, (list, tuple, dict)):
        put("nothing is missing in it", None not in flat(result))
    if isinstance(result, dict):
        for one, its, kind in each:
            if kind == "string":
                put("all of it is written in " + its, all(x in one for x in flat(result) if isinstance(x, str)))
            if kind == "object":
                put("its names are from " + its, all(x in one for x in result))
                put("all names in " + its + " are in it", all(x in result for x in one))
    if kind_of(result) in ("object", "list", "string"):
        words = {word for one in flat(result) + keys_in(result) for word in words_in(one)}
        for one, its, kind in each:
            if kind == "string" or kind == "list" and all(isinstance(x, str) for x in one):
                asked = [word for x in ([one] if kind == "string" else one) for word in words_in(x)]
                put("every word of " + its + " is in it", all(word in words for word in asked))
                put("every number of " + its + " is in it", all(str(int(word)) in words for word in asked if word.isdecimal()))
    def other(name, at, next_):
        if repr(next_) != repr(args[at]):
            put("?" + name, same(ask(work, args[:at] + [next_] + args[at + 1:]), answer))
    for at, (one, its, kind) in enumerate(each):
        if kind == kind_of(result) and kind in ("list", "string", "object"):
            put("?done again with its answer as " + its + ", it stays", same(ask(work, args[:at] + [result] + args[at + 1:]), answer))
        if kind == "list" and len(one) > 1:
            other("the order of " + its + " does not matter", at, one[::-1])
            other("where " + its + " begins does not matter", at, one[1:] + one[:1])
            if not any(isinstance(x, dict) for x in one):
                other("what is twice in " + its + " does not matter", at, one + one[:1])
        if kind == "object" and len(one) > 1:
            other("the order of " + its + " does not matter", at, dict(reversed(list(one.items()))))
        if kind == "string":
            other("capitals in " + its + " do not matter", at, one.upper())
            other("small letters in " + its + " do not matter", at, one.lower())
            other("blanks around " + its + " do not matter", at, " " + one + " ")
            if any(not letter.isalnum() for letter in one.strip()):
                other("signs twice in " + its + " do not matter", at, re.sub(r"([\W_])", r"\1\1", one))
    if len(args) > 1 and each[0][2] == each[1][2] and key(args[0]) != key(args[1]):
        put("?either of the first two may come first", same(ask(work, [args[1], args[0]] + args[2:]), answer))
    for back_name, back in list(vars(module).items()) if len(args) == 1 else []:
        if not inspect.isfunction(back) or back is work or back.__module__ != module.__name__ or not takes_one(back):
            continue
        there = ask(back, [result])
        if there[0]:
            put("?" + back_name + " leads back", key(there[1]) == key(args[0]))
            put("?" + back_name + " and back come to the same", same(ask(work, [there[1]]), answer))
    return found

def takes_one(work):
    return len([one for one in inspect.signature(work).parameters.values() if one.default is one.empty]) == 1
`;
