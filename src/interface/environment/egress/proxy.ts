/** One connection of a program: what it asks for is read, ruled on, and reached or refused. */
import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { allows, destinationText, type Destination } from "./destination.ts";
import { isPrivate } from "./private-address.ts";

/** What became of a connection; `why` is for whoever asked, and says what would allow it. */
export type Ruling =
  | { readonly type: "reached"; readonly to: string }
  | { readonly type: "refused"; readonly to: string; readonly why: string };

export interface ProxyOptions {
  readonly rules: readonly Destination[];
  /** Why a host may not be reached whatever the rules say. */
  readonly forbidden?: (host: string) => string | undefined;
  readonly onRuling: (ruling: Ruling) => void;
}

const headLimit = 64 << 10;
/** Milliseconds for a request's head, a name, a connection: a program hears of its failure well before a minute is over. */
const patience = 20_000;

interface Asked {
  readonly to: Destination;
  /** What is passed on to the other side; nothing when the program speaks to it itself. */
  readonly first: Buffer;
  readonly isTunnel: boolean;
}

/** Serves one connection to its end. Never rejects. */
export async function serveConnection(client: Duplex, options: ProxyOptions): Promise<void> {
  client.on("error", () => {});
  const head = await readHead(client);
  const asked = head === undefined ? undefined : readRequest(head.text, head.rest);
  if (asked === undefined) return refuse(client, "400 Bad Request", "this is a proxy for HTTP and CONNECT");
  const to = destinationText(asked.to);
  const forbidden = options.forbidden?.(asked.to.host);
  const reach: Reach = forbidden ? { type: "refused", why: forbidden } : await rule(asked.to, options.rules);
  if (reach.type === "refused") {
    options.onRuling({ type: "refused", to, why: reach.why });
    return refuse(client, "403 Forbidden", `tackle: ${reach.why}`);
  }
  const failed = (why: string): void => {
    options.onRuling({ type: "refused", to, why });
    refuse(client, "502 Bad Gateway", `tackle: ${why}`);
  };
  if (reach.type === "unknown") return failed(reach.why);
  const remote = connect({ host: reach.address, port: asked.to.port });
  remote.on("error", () => {});
  if (!(await isUp(remote))) return failed(`${to} is allowed and does not answer`);
  options.onRuling({ type: "reached", to });
  join(client, remote, asked);
}

function join(client: Duplex, remote: Socket, { first, isTunnel }: Asked): void {
  if (isTunnel) client.write("HTTP/1.1 200 Connection established\r\n\r\n");
  if (first.length > 0) remote.write(first);
  client.pipe(remote);
  remote.pipe(client);
  client.on("close", () => remote.destroy());
  // An orderly end is passed on by the pipe, after all that came before it.
  remote.on("close", (failed) => void (failed && client.destroy()));
}

async function isUp(remote: Socket): Promise<boolean> {
  const over = new AbortController();
  const up = await Promise.race([
    once(remote, "connect", { signal: over.signal }).then(
      () => true,
      () => false,
    ),
    sleep(patience, false, { signal: over.signal }).catch(() => false),
  ]);
  over.abort();
  if (!up) remote.destroy();
  return up;
}

/** The head of a request and what came after it; undefined when there is none. */
async function readHead(
  client: Duplex,
): Promise<{ readonly text: string; readonly rest: Buffer } | undefined> {
  let held: Buffer = Buffer.alloc(0);
  const timer = setTimeout(() => client.destroy(), patience);
  try {
    while (held.length < headLimit) {
      const chunk: unknown = client.read();
      if (!Buffer.isBuffer(chunk)) {
        if (client.readableEnded || client.destroyed) return undefined;
        await Promise.race([
          new Promise((resolve) => client.once("readable", resolve)),
          new Promise((resolve) => client.once("close", resolve)),
          new Promise((resolve) => client.once("end", resolve)),
        ]);
        continue;
      }
      held = Buffer.concat([held, chunk]);
      const end = held.indexOf("\r\n\r\n");
      if (end !== -1) return { text: held.toString("latin1", 0, end), rest: held.subarray(end + 4) };
    }
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Only the request line says where it goes: what headers say of hosts is the program's own tale. */
function readRequest(head: string, rest: Buffer): Asked | undefined {
  const [line = "", ...headers] = head.split("\r\n");
  const [, method = "", target = "", version = ""] = /^([A-Za-z]+) (\S+) HTTP\/(1\.[01])$/.exec(line) ?? [];
  if (method === "CONNECT") {
    const [, host = "", port = ""] = /^(\[[\da-f:.]+\]|[\w.-]+):(\d{1,5})$/i.exec(target) ?? [];
    return host === "" ? undefined : { to: placeOf(host, Number(port)), first: rest, isTunnel: true };
  }
  const url = URL.parse(target);
  if (url?.protocol !== "http:") return undefined;
  // One request a connection: the next one could be for another host.
  const kept = headers.filter(
    (header) =>
      !/^(?:host|connection|keep-alive|proxy-[\w-]+|upgrade|x-forwarded-[\w-]+|forwarded)\s*:/i.test(header),
  );
  const first = [
    `${method} ${url.pathname}${url.search} HTTP/${version}`,
    `Host: ${url.host}`,
    "Connection: close",
    ...kept,
    "",
    "",
  ].join("\r\n");
  return {
    to: placeOf(url.hostname, Number(url.port || 80)),
    first: Buffer.concat([Buffer.from(first, "latin1"), rest]),
    isTunnel: false,
  };
}

const placeOf = (host: string, port: number): Destination => ({
  host: host
    .replace(/^\[|\]$/g, "")
    .toLowerCase()
    .replace(/\.$/, ""),
  port,
});

type Reach =
  | { readonly type: "allowed"; readonly address: string }
  | { readonly type: "refused"; readonly why: string }
  | { readonly type: "unknown"; readonly why: string };

/** A name's address is looked up once, here, and that very address is connected to. */
async function rule(to: Destination, rules: readonly Destination[]): Promise<Reach> {
  const flag = (place: Destination): string => `--allow-net ${destinationText(place)}`;
  if (!allows(rules, to))
    return { type: "refused", why: `${destinationText(to)} may not be reached; ${flag(to)} would allow it` };
  if (isIP(to.host) !== 0) return { type: "allowed", address: to.host };
  const address = await addressOf(to.host);
  if (address === undefined)
    return { type: "unknown", why: `the name ${to.host} is allowed and has no address` };
  const place = { host: address, port: to.port };
  if (isPrivate(address) && !allows(rules, place))
    return {
      type: "refused",
      why: `${to.host} leads to ${address}, a private address; ${flag(place)} beside its own rule would allow it`,
    };
  return { type: "allowed", address };
}

async function addressOf(host: string): Promise<string | undefined> {
  const { lookup } = await import("node:dns/promises"); // which reads the host's settings when it is loaded
  const found = await Promise.race([
    lookup(host, { verbatim: false }).catch(() => undefined),
    sleep(patience, undefined, { ref: false }),
  ]);
  return found?.address;
}

function refuse(client: Duplex, status: string, words: string): void {
  const body = `${words}\n`;
  client.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  client.resume();
}
