/** Programs that run other programs named in their arguments, and where in their arguments those are. */
import type { Carried } from "./carried.ts";
import { hiddenInGit } from "./git-command.ts";
import { unknown } from "./wildcard.ts";

interface Options {
  /** Letters of options without a value, and of those with one. */
  readonly flags?: string;
  readonly values?: string;
  /** Long options without a value, and those whose value may be the next word. */
  readonly longFlags?: readonly string[];
  readonly longValues?: readonly string[];
  /** Words of its own before the command. */
  readonly own?: number;
  readonly transparent?: boolean;
  readonly assignments?: boolean;
}

const carriers: Readonly<Record<string, Options>> = {
  timeout: {
    flags: "v",
    values: "ks",
    longFlags: ["foreground", "preserve-status", "verbose"],
    longValues: ["kill-after", "signal"],
    own: 1,
    transparent: true,
  },
  nice: { values: "n", longValues: ["adjustment"], transparent: true },
  nohup: { transparent: true },
  time: { flags: "pvaq", values: "fo", transparent: true },
  stdbuf: { values: "ioe", longValues: ["input", "output", "error"], transparent: true },
  setsid: { flags: "cfw", transparent: true },
  ionice: { flags: "t", values: "cn" },
  command: { flags: "p", transparent: true },
  builtin: { transparent: true },
  exec: { flags: "cl", values: "a", transparent: true },
  coproc: { transparent: true },
  env: {
    flags: "i0v",
    values: "uC",
    longFlags: ["ignore-environment"],
    longValues: ["unset", "chdir"],
    transparent: true,
    assignments: true,
  },
  sudo: { flags: "AbEeHiKklnPSsVv", values: "ugpCrtTUDRh", assignments: true },
  doas: { flags: "Lns", values: "uC" },
  xargs: {
    flags: "0rtpxo",
    values: "IEadLnPs",
    longFlags: ["null", "no-run-if-empty", "verbose"],
    longValues: ["max-args", "max-procs", "replace", "delimiter", "arg-file", "max-lines"],
  },
  busybox: {},
  toybox: {},
  chroot: { own: 1 },
  unshare: { flags: "mupnUrfciC" },
  strace: { flags: "fqvyttT", values: "eopsPu" },
  taskset: { flags: "ac", own: 1 },
  npx: { flags: "y", longFlags: ["yes", "no-install"] },
};

/** Programs with a way to run another that is named by an option, and what gives that away. */
const hiding: Readonly<Record<string, RegExp>> = {
  parallel: /./,
  entr: /./,
  gdb: /./,
  tar: /^(?:--to-command|--checkpoint-action|--use-compress-program|--info-script|--new-volume-script|-I|-F)/,
  rsync: /^(?:-e|--rsh|--rsync-path)/,
  sort: /^--compress-program/,
  ssh: /ProxyCommand|LocalCommand/i,
  scp: /^-S|ProxyCommand/i,
  awk: /system\s*\(|\|/,
  gawk: /system\s*\(|\|/,
  mawk: /system\s*\(|\|/,
  sed: /^(?:[\d$,/]*\s*e(?:\s|$))|;\s*e\s|\/[gip\d]*e[gip\d]*$/,
  vim: /^(?:-c|\+)/,
  vi: /^(?:-c|\+)/,
  man: /^(?:-P|--pager|-H)/,
};

/** Programs that run another whose place among their arguments is not known here: a rule that forbids one looks at all of them. */
const loose: ReadonlySet<string> = new Set([
  "find",
  "watch",
  "setpriv",
  "setarch",
  "linux64",
  "chrt",
  "prlimit",
  "runuser",
  "pkexec",
  "systemd-run",
  "fakeroot",
  "nsenter",
  "gosu",
  "su-exec",
  "valgrind",
  "ltrace",
  "perf",
  "hyperfine",
  "xvfb-run",
  "dbus-run-session",
  "bunx",
  "pnpx",
  "uvx",
  "direnv",
  "mise",
]);
/** Programs that do so when told to by such a word. */
const runners: Readonly<Record<string, RegExp>> = {
  npm: /^(?:x|exec)$/,
  pnpm: /^(?:exec|dlx)$/,
  yarn: /^(?:exec|dlx)$/,
  bun: /^x$/,
  uv: /^run$/,
  poetry: /^run$/,
  pipenv: /^run$/,
  bundle: /^exec$/,
  docker: /^(?:run|exec)$/,
  podman: /^(?:run|exec)$/,
  kubectl: /^exec$/,
};

/** The carrier's own name, by which it is known wherever it lies. */
export const baseName = (word: string): string => word.slice(word.lastIndexOf("/") + 1);

/** True for programs whose later words may be a command, so that a rule that forbids one must look at all of them. */
export function isCarrier(words: readonly string[]): boolean {
  const name = baseName(words[0] ?? "");
  if (Object.hasOwn(carriers, name) || loose.has(name) || /^ld(?:-linux)?[\w.-]*\.so[\d.]*$/.test(name))
    return true;
  const sign = Object.hasOwn(runners, name) ? runners[name] : undefined;
  return sign?.test(words.slice(1).find((word) => !word.startsWith("-")) ?? "") === true;
}

/** What a command carries; undefined when it carries nothing. */
export function carriedBy(words: readonly string[]): readonly Carried[] {
  const name = baseName(words[0] ?? "");
  const rest = words.slice(1);
  const options = Object.hasOwn(carriers, name) ? carriers[name] : undefined;
  if (options !== undefined) return [carriedAfter(name, options, rest)];
  if (name === "find") return foundCommands(rest);
  if (name === "git") return hiddenInGit(rest);
  if (name === "watch")
    return [{ code: rest.filter((word) => !word.startsWith("-")).join(" "), hidden: "watch" }];
  if (name === "su" || name === "script" || name === "flock") return codeAfterC(name, rest);
  const sign = Object.hasOwn(hiding, name) ? hiding[name] : undefined;
  const gives = sign && rest.find((word) => sign.test(word) || word === unknown);
  return gives === undefined ? [] : [{ hidden: `${name} may run another program by its arguments` }];
}

function carriedAfter(name: string, options: Options, rest: readonly string[]): Carried {
  if (name === "env" && rest.some((word) => /^(?:-[i0v]*S|--split-string)/.test(word)))
    return splitString(rest);
  if (name === "command" && /^-[pvV]*[vV]/.test(rest[0] ?? "")) return { transparent: true };
  const at = skipOptions(options, rest);
  if (at === undefined) return { hidden: `the options of ${name} are not all known` };
  let inner = rest.slice(at + (options.own ?? 0));
  const assignments: string[] = [];
  while (options.assignments && /^[A-Za-z_]\w*=/.test(inner[0] ?? "")) {
    assignments.push(inner[0] ?? "");
    inner = inner.slice(1);
  }
  if (name === "xargs" && inner.length > 0)
    inner = [...inner.map((word) => withoutPlace(word, rest)), unknown];
  return {
    ...(inner.length > 0 && { words: inner }),
    ...(assignments.length > 0 && { assignments }),
    transparent: options.transparent ?? false,
  };
}

/** Where the words after the options begin; undefined when an option is not known. */
function skipOptions(
  { flags = "", values = "", longFlags = [], longValues = [] }: Options,
  words: readonly string[],
): number | undefined {
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--") return at + 1;
    if (!/^-./.test(word)) return word.includes(unknown) ? undefined : at;
    if (/^-\d+$/.test(word)) continue;
    if (word.startsWith("--")) {
      const [long = "", value] = word.slice(2).split("=", 2);
      if (longFlags.includes(long)) continue;
      if (!longValues.includes(long)) return undefined;
      if (value === undefined) at += 1;
      continue;
    }
    const taking = Array.from(word.slice(1)).findIndex((letter) => !flags.includes(letter));
    if (taking < 0) continue;
    if (!values.includes(word[taking + 1] ?? "")) return undefined;
    if (taking + 2 === word.length) at += 1;
  }
  return at;
}

function splitString(rest: readonly string[]): Carried {
  const at = rest.findIndex((word) => /^(?:-[i0v]*S|--split-string)/.test(word));
  const own = (rest[at] ?? "").replace(/^(?:-[i0v]*S|--split-string=?)/, "");
  return { code: [own, ...rest.slice(at + 1)].join(" "), hidden: "env splits a string into a command" };
}

/** What xargs puts in place of `{}`, or of the word after -I, comes from its input. */
function withoutPlace(word: string, rest: readonly string[]): string {
  const flag = rest.findIndex((one) => one.startsWith("-I"));
  const own = (rest[flag] ?? "").slice(2);
  const place = flag < 0 ? "{}" : own === "" ? (rest[flag + 1] ?? "{}") : own;
  return place === "" ? word : word.replaceAll(place, unknown);
}

function foundCommands(rest: readonly string[]): readonly Carried[] {
  return rest.flatMap((word, at): readonly Carried[] => {
    if (word === unknown) return [{ hidden: "find may run a program by arguments that are not known" }];
    if (!/^-(?:exec|execdir|ok|okdir)$/.test(word)) return [];
    const end = rest.findIndex((one, index) => index > at && (one === ";" || one === "+"));
    const words = rest.slice(at + 1, end < 0 ? undefined : end).map((one) => one.replaceAll("{}", unknown));
    return words.length === 0 ? [{ hidden: "find runs a program" }] : [{ words }];
  });
}

function codeAfterC(name: string, rest: readonly string[]): readonly Carried[] {
  const at = rest.findIndex((word) => word === "-c" || word === "--command");
  const code = at < 0 ? undefined : rest[at + 1];
  return [{ hidden: `${name} runs a command`, ...(code !== undefined && { code }) }];
}
