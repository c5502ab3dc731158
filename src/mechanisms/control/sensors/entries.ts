/** Which modules' functions are called to see what a change does: its own, and those through which the tests come to it. */
import { textOn } from "./patch.ts";
import { numbersIn, readCalls, type Calls } from "./calls.ts";
import { affected, imports } from "./scope.ts";
import type { Subject } from "./sensor.ts";

/** With so many calls of a changed module's own functions nothing else is called; and so many other modules are. */
const limit = { own: 3, others: 2 } as const;

const isCallable = (file: string): boolean => /\.(?:[cm]?[jt]s|py)$/.test(file);

/** The tests' calls of a changed module's functions, and where these are few, of the modules that tests import and that reach it. */
export function callsTo(subject: Subject, changed: string): readonly Calls[] {
  if (!isCallable(changed)) return [];
  const own = readCalls(subject, changed);
  if (own && own.calls.length >= limit.own) return [own];
  const { patch, sources, tests } = subject;
  const read = (file: string): string | undefined => textOn(patch, "after", file);
  const imported = new Set(
    [...tests].flatMap(([test, text]) =>
      imports(test, text).filter((file) => isCallable(file) && !sources.includes(file) && !tests.has(file)),
    ),
  );
  // Where the change turns is where inputs should be tried.
  const numbers = numbersIn(subject, changed);
  const reaching = affected([...imported], new Set([changed]), read);
  const others = reaching.flatMap((file) => {
    const calls = readCalls(subject, file);
    return calls ? [{ ...calls, numbers: [...new Set([...numbers, ...calls.numbers])] }] : [];
  });
  const most = others.toSorted((a, b) => b.calls.length - a.calls.length).slice(0, limit.others);
  return [...(own ? [own] : []), ...most];
}
