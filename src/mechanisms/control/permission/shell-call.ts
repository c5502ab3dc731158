/** What the words of a shell's command line tell it to run. */
import { unknown } from "./wildcard.ts";

interface ShellCall {
  readonly code?: string;
  readonly script?: string;
  readonly stdin: boolean;
  readonly strange: boolean;
}

/** What a shell is told to run. */
export function shellCall(words: readonly string[]): ShellCall {
  let [at, command, input, strange] = [1, false, false, false];
  for (; /^[-+]./.test(words[at] ?? ""); at += 1) {
    const word = words[at] ?? "";
    if (word === "--") {
      at += 1;
      break;
    }
    if (word.startsWith("--")) {
      strange ||= !/^--(?:norc|noprofile|posix|login|verbose|restricted)$/.test(word);
      continue;
    }
    strange ||= word.includes(unknown) || !/^[-+][abcefhiklmnoprstuvxBCDEHPTO]+$/.test(word);
    command ||= word.includes("c");
    input ||= word.includes("s");
    if (/[oO]/.test(word)) at += 1;
  }
  const operand = words[at];
  if (command)
    return {
      stdin: false,
      strange: strange || operand === undefined,
      ...(operand !== undefined && { code: operand }),
    };
  if (operand === undefined || input) return { stdin: true, strange };
  return { stdin: false, strange, script: operand };
}
