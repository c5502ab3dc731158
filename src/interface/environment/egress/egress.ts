/** The way out of a sandbox: a proxy inside that hands everything to the host over an inherited descriptor, where an allowlist rules. */
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { Fault } from "../../../core/fault.ts";
import type { Command, Guest, Held, Program, Resident, Run, Sandbox } from "../sandbox.ts";
import { parseDestinations } from "./destination.ts";
import { serveConnection, type ProxyOptions, type Ruling } from "./proxy.ts";
import { openRelay, streamWindow } from "./relay.ts";

const port = 3128;
const proxy = `http://127.0.0.1:${port}`;
const certificates = "/etc/ssl/certs/ca-certificates.crt";
/** Lines that one command is told, of what is kept of its connections. */
const most = 20;
const mostRulings = 10_000;

type Confinement = Pick<Sandbox, "launch" | "house" | "run">;

/**
 * The same sandbox, in which commands, and programs that serve them, may reach what `rules` name (`host:port`) and nothing else.
 * What is `forbidden` stays so. The proxy starts with the first of them. Throws `Fault("bad_usage")` for a rule that is none.
 */
export function openEgress<S extends Confinement>(
  sandbox: S,
  rules: readonly string[],
  forbidden?: ProxyOptions["forbidden"],
): S {
  if (rules.length === 0) return sandbox;
  const destinations = parseDestinations(rules);
  const environment = proxyEnvironment();
  let told: Ruling[] = [];
  let relay: Promise<Guest> | undefined;
  const start = async (): Promise<Guest> => {
    const guest = await launchRelay(sandbox, (stream) => {
      const onRuling = (ruling: Ruling): void => {
        if (told.length < mostRulings) told.push(ruling);
      };
      void serveConnection(stream, { rules: destinations, ...(forbidden && { forbidden }), onRuling });
    });
    void guest.exited.then(() => (relay = undefined));
    return guest;
  };
  const ready = async (): Promise<void> => {
    relay ??= start();
    await relay.catch((thrown: unknown) => {
      relay = undefined;
      throw thrown;
    });
  };
  /** What ended a command by force may have ended the network that it shared: the next one gets a new relay. */
  const renew = async (): Promise<void> => {
    const old = await relay;
    old?.kill();
    await old?.exited;
  };
  return {
    ...sandbox,
    async launch(program: Program): Promise<Guest> {
      if (program.serves !== true) return sandbox.launch(program);
      await ready();
      return sandbox.launch({ ...program, env: { ...environment, ...program.env } });
    },
    async house(program: Program): Promise<Resident> {
      await ready();
      const resident = await sandbox.house({ ...program, env: { ...environment, ...program.env } });
      return {
        ...resident,
        async begin() {
          await ready();
          await resident.begin();
        },
        async hold(only): Promise<Held | undefined> {
          const held = await resident.hold(only);
          return held && { ...held, ...summary(told.splice(0)) };
        },
      };
    },
    async run(command: Command): Promise<Run> {
      await ready();
      told = [];
      const run = await sandbox.run({ ...command, env: { ...environment, ...command.env } });
      if (run.timedOut || run.interrupted) await renew();
      return { ...run, ...summary(told) };
    },
  };
}

async function launchRelay(
  sandbox: Pick<Sandbox, "launch">,
  onStream: Parameters<typeof openRelay>[1],
): Promise<Guest> {
  const script = readFileSync(new URL("./relay.pl", import.meta.url), "utf8");
  const guest = await sandbox.launch({
    argv: ["perl", "-e", script, String(port), String(streamWindow)],
    channels: 1,
    serves: true,
    memory: 256 << 20,
  });
  const [channel] = guest.channels;
  if (channel !== undefined) openRelay(channel, onStream);
  let trouble = "";
  guest.stderr.on("data", (bytes: Buffer) => (trouble = (trouble + bytes.toString()).slice(-500)));
  const isUp = await Promise.race([
    once(guest.stdout, "data").then(() => true),
    guest.exited.then(() => false),
  ]);
  if (channel !== undefined && isUp) return guest;
  throw new Fault("sandbox_failed", `the relay to the network did not start: ${trouble.trim()}`);
}

/** What was reached and what was refused, each once. */
function summary(told: readonly Ruling[]): Pick<Run, "reached" | "blocked"> {
  const reached = told.flatMap((ruling) => (ruling.type === "reached" ? [ruling.to] : []));
  const blocked = told.flatMap((ruling) => (ruling.type === "refused" ? [ruling.why] : []));
  const few = (lines: readonly string[]): readonly string[] => [...new Set(lines)].slice(0, most);
  return {
    ...(reached.length > 0 && { reached: few(reached) }),
    ...(blocked.length > 0 && { blocked: few(blocked) }),
  };
}

/** What makes programs ask the proxy, and give up soon where it says no. */
function proxyEnvironment(): Readonly<Record<string, string>> {
  const local = "localhost,127.0.0.1,::1";
  const hasCertificates = existsSync(certificates);
  return {
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    http_proxy: proxy,
    https_proxy: proxy,
    NO_PROXY: local,
    no_proxy: local,
    NODE_USE_ENV_PROXY: "1",
    npm_config_fetch_retries: "1",
    npm_config_fetch_retry_mintimeout: "1000",
    npm_config_fetch_retry_maxtimeout: "4000",
    PIP_RETRIES: "1",
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    ...(hasCertificates && { npm_config_cafile: certificates, PIP_CERT: certificates }),
  };
}
