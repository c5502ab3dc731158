/** Which expressions may be evaluated without the program noticing: their calls are known to change nothing. */
import type { Speech } from "../operators/site.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const pureFunctions = {
  javascript: words(
    "abs floor ceil round trunc sqrt cbrt max min pow sign log log2 log10 hypot Number String Boolean BigInt parseInt parseFloat isNaN isFinite Set Map Array Date RegExp isInteger isArray isSafeInteger from of keys values entries fromEntries stringify parse fromCharCode if function return",
  ),
  python: words(
    "abs all any bin bool chr dict divmod enumerate float frozenset hex int isinstance len list map filter max min oct ord pow range repr reversed round set sorted str sum tuple type zip if and or not in lambda return for is else ceil floor sqrt log gcd",
  ),
};

const pureMethods = {
  javascript: words(
    "slice concat includes indexOf lastIndexOf join map filter some every find findIndex findLast flatMap flat reduce reduceRight at charAt charCodeAt codePointAt split trim trimStart trimEnd toLowerCase toUpperCase startsWith endsWith padStart padEnd repeat replace replaceAll substring substr match test get has keys values entries toString toFixed toSorted toReversed with getTime",
  ),
  python: words(
    "lower upper swapcase title capitalize strip lstrip rstrip split rsplit splitlines join replace startswith endswith find rfind index rindex count isupper islower isdigit isalpha isalnum isspace isnumeric zfill ljust rjust center format get keys values items copy union intersection difference symmetric_difference issubset issuperset removeprefix removesuffix partition total_seconds",
  ),
};

const never = {
  javascript: /\+\+|--|(?<![=!<>])=(?![=>])|\bawait\b|\byield\b|\bdelete\b|\brandom\b|\bsuper\b/,
  // Which quotes may stand in a formatted text depends on the version.
  python: /:=|\bawait\b|\byield\b|\brandom\b|\bsuper\b|\b[fF][rR]?["']/,
} as const;

/** In place on what was just made: `[...x].sort()`, `x.slice().reverse()`. */
const onCopies = /([\])])\.(?:sort|reverse)\(/g;

/** True when all that the expression calls is known, or a plain function of the program. */
export function isPure(text: string, { language }: Speech, own: ReadonlySet<string>): boolean {
  if (never[language].test(text)) return false;
  const bare = language === "javascript" ? text.replaceAll(onCopies, "$1.slice(") : text;
  for (const [, dot, name = ""] of bare.matchAll(/(\.\s*)?([A-Za-z_$][\w$]*)\s*\(/g)) {
    const known =
      dot === undefined ? pureFunctions[language].has(name) || own.has(name) : isPureMember(name, language);
    if (!known) return false;
  }
  return true;
}

const isPureMember = (name: string, language: Speech["language"]): boolean =>
  pureMethods[language].has(name) || pureFunctions[language].has(name);
