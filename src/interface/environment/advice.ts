/** What a program's output says about the place it ran in, and what to do instead. */
import type { Run } from "./sandbox.ts";

const acrossFolders = /\bEXDEV\b|Invalid cross-device link/;
/** How programs say that a name or an address was not reached. */
const unreached = [
  /getaddrinfo (?:EAI_AGAIN|ENOTFOUND) ([\w.-]+)/,
  /Could not resolve (?:host(?:name)?|proxy):? '?([\w.-]+)/i,
  /unable to resolve host address .([\w.-]+)/,
  /Failed to resolve '([\w.-]+)'/,
  /host='([\w.-]+)'[^\n]*\n?[^\n]*(?:Temporary failure in name resolution|Name or service not known|Network is unreachable)/,
  /connect E(?:NETUNREACH|HOSTUNREACH) ([\w.:]+):\d+/,
];
const noNetwork =
  /No matching distribution found|Temporary failure in name resolution|Network is unreachable|\bENETUNREACH\b/;

/** One line for each known trouble of a program that failed. */
export function adviceOn(run: Pick<Run, "exit" | "output" | "blocked">): readonly string[] {
  if (run.exit === 0) return [];
  const lines = (run.blocked ?? []).map((why) => `network: ${why}`);
  if (acrossFolders.test(run.output))
    lines.push(
      "folders of the workspace cannot be renamed by rename(2) here (EXDEV): use `mv` or copy and remove; for `git mv`, `mv` the folder and `git add -A` both names",
    );
  return lines.length > 0 ? lines : networkAdvice(run.output);
}

/** What a program cell is told of the place that it ran in, whatever came of it. */
export function placeNotes({
  exit,
  reached,
  blocked,
  repeated,
}: Pick<Run, "exit" | "reached" | "blocked" | "repeated">): readonly string[] {
  const refused = exit === 0 ? (blocked ?? []).map((why) => `network: ${why}`) : []; // else it is among the advice
  return [
    ...(repeated
      ? ["its changes outgrew the memory that held them: it was run again, with them on disk"]
      : []),
    ...(reached ? [`network: reached ${reached.join(", ")}`] : []),
    ...refused,
  ];
}

/** What a TypeScript cell is told that failed for want of a network: its kernel never has one. */
export function kernelAdvice(trouble: string): readonly string[] {
  const host = hostIn(trouble);
  if (host === undefined && !noNetwork.test(trouble)) return [];
  return [
    `network: ${host ?? "it"} was not reached: a typescript cell has no network; in a shell cell or by shell.run \`--allow-net ${host ?? "<host>"}:443\` would allow it`,
  ];
}

const hostIn = (output: string): string | undefined =>
  unreached.map((words) => words.exec(output)?.[1]).find((name) => name !== undefined);

function networkAdvice(output: string): readonly string[] {
  const host = hostIn(output);
  if (host === undefined && !noNetwork.test(output)) return [];
  return [
    `network: ${host ?? "it"} was not reached: there is no network here but what the user opens; \`--allow-net ${host ?? "<host>"}:443\` would allow it`,
  ];
}
