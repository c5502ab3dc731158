/** `tackle login <provider>` and `tackle logout <provider>`: keys that no shell history and no project ever sees. */
import { text } from "node:stream/consumers";
import { Fault, keyVariables } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import { keyFile, readKeys, writeKey } from "./key-file.ts";
import { suggest } from "./suggest.ts";
import { configFolder } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";
import type { LoginWish } from "./wish.ts";

/** Stores a key, or takes it away, and returns the exit code. */
export async function login({ type, provider, format }: LoginWish, terminal: Terminal): Promise<number> {
  const config = configFolder(process.env);
  if (!keyVariables.has(provider)) throw unknown(provider);
  const had = provider in readKeys(config);
  if (type === "logout") writeKey(config, provider, undefined);
  else writeKey(config, provider, await readKey(provider, terminal));
  const words =
    type === "login"
      ? `the key of ${provider} is kept in ${keyFile(config)}`
      : `${had ? "the key of" : "there was no key of"} ${provider}${had ? " is taken out of" : " in"} ${keyFile(config)}`;
  terminal.out(
    format === "text"
      ? `${words}\n`
      : jsonLine({ provider, stored: type === "login", file: keyFile(config) }),
  );
  return 0;
}

function unknown(provider: string): Fault {
  const near = suggest(provider, [...keyVariables.keys()]);
  return new Fault(
    "bad_usage",
    `no provider "${provider}" takes a key`,
    near ? `did you mean ${near}?` : `one of ${[...keyVariables.keys()].join(", ")}`,
  );
}

async function readKey(provider: string, terminal: Terminal): Promise<string> {
  const given = process.stdin.isTTY
    ? await hidden(`key of ${provider}: `, terminal)
    : await text(process.stdin);
  const key = given.trim();
  if (key === "") throw new Fault("bad_usage", "no key was given", `echo "$KEY" | tackle login ${provider}`);
  if (/[\s\p{C}]/u.test(key))
    throw new Fault("bad_usage", "a key has no blanks in it", "paste the key alone");
  return key;
}

/** A line from the terminal that is not shown as it is typed. */
function hidden(prompt: string, terminal: Terminal): Promise<string> {
  const { stdin } = process;
  terminal.error(prompt);
  stdin.setRawMode(true);
  stdin.setEncoding("utf8");
  return new Promise((resolve, reject) => {
    let typed = "";
    const end = (): void => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.off("data", hear);
      terminal.error("\n");
    };
    const hear = (chunk: string): void => {
      for (const letter of chunk) {
        if (letter === "\u0003" || letter === "\u0004") {
          end();
          reject(new Fault("bad_usage", "nothing was stored", ""));
          return;
        }
        if (letter === "\r" || letter === "\n") {
          end();
          resolve(typed);
          return;
        }
        typed = letter === "\u007f" || letter === "\b" ? typed.slice(0, -1) : typed + letter;
      }
    };
    stdin.on("data", hear);
    stdin.resume();
  });
}
