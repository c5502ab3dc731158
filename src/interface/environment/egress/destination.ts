/** Places on the network that programs may reach, as a person writes them. */
import { isIP } from "node:net";
import { Fault } from "../../../core/fault.ts";

/** A host and a port; `host` is lower case, without brackets, and may begin with `*.` for all names below it. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

const standardPort = 443;
const name = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/;

/** `host`, `host:port`, `*.host:port` or `[address]:port`; without a port it is 443. Undefined when it is none of these. */
export function parseDestination(text: string): Destination | undefined {
  const [, bracketed, plain = "", digits] =
    /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text.trim().toLowerCase()) ?? [];
  const host = (bracketed ?? plain).replace(/\.$/, "");
  const port = digits === undefined ? standardPort : Number(digits);
  if (port < 1 || port > 65_535) return undefined;
  const isRight = bracketed === undefined ? name.test(host) : isIP(host) === 6;
  return isRight ? { host, port } : undefined;
}

/** All of them. Throws `Fault("bad_usage")` for one that is no place. */
export function parseDestinations(texts: readonly string[]): readonly Destination[] {
  return texts.map((text) => {
    const found = parseDestination(text);
    if (found !== undefined) return found;
    throw new Fault(
      "bad_usage",
      `"${text}" is no place on the network`,
      "write a host and a port, such as registry.npmjs.org:443 or *.example.com; no address of a page",
    );
  });
}

/** The rule that is about this place, if there is one. */
export function allows(rules: readonly Destination[], { host, port }: Destination): boolean {
  return rules.some(
    (rule) =>
      rule.port === port &&
      (rule.host.startsWith("*.") ? host.endsWith(rule.host.slice(1)) : rule.host === host),
  );
}

/** As it would be written in a rule. */
export function destinationText({ host, port }: Destination): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
