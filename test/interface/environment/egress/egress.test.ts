import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openEgress } from "../../../../src/interface/environment/egress/egress.ts";
import type { Command, Run, SandboxName } from "../../../../src/interface/environment/sandbox.ts";
import { forbiddenToReach } from "../../../../src/mechanisms/control/permission/forbidden.ts";
import { backendsHere, openPlace } from "../sandbox/backends.ts";

const has = new Set((await backendsHere()).filter(({ why }) => why === "").map(({ name }) => name));
/** An address of this machine that is not its loopback, which is another one inside. */
const address = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === "IPv4" && !each.internal)?.address;
const canTry = has.has("perl") && address !== undefined;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on this machine, and a sandbox with these rules; `at` stands for the server's port in both. */
async function openPlaces(
  answer: Answer,
  rules: (at: number) => readonly string[],
  backend: SandboxName = "perl",
  forbidden?: (host: string) => string | undefined,
): Promise<Places> {
  const server = createServer(answer).listen(0, "0.0.0.0");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const bound = server.address();
  const at = typeof bound === "object" ? (bound?.port ?? 0) : 0;
  const { sandbox } = await openPlace(backend);
  const open = openEgress(sandbox, rules(at), forbidden);
  return {
    at,
    url: `http://${address}:${at}`,
    sh: async (line, more = {}) => {
      const run = await open.run({ argv: ["/bin/bash", "-c", line], timeLimit: 60_000, ...more });
      await run.stage.drop();
      return run;
    },
  };
}

interface Places {
  readonly at: number;
  readonly url: string;
  readonly sh: (line: string, more?: Partial<Command>) => Promise<Run>;
}

const own = (at: number): readonly string[] => [`${address}:${at}`];

describe.runIf(canTry)("behind an allowlist", () => {
  test("a command reaches what a rule names, with a request and through a tunnel, and that is told", async () => {
    const hosts: (string | undefined)[] = [];
    const { sh, url, at } = await openPlaces((request, response) => {
      hosts.push(request.headers.host);
      response.end(`hello ${request.url}`);
    }, own);
    const run = await sh(
      `curl -sS '${url}/a?b=c'; curl -sSp '${url}/tunnel'; curl -sS -H 'Host: evil.example' ${url}/`,
    );
    expect(run.output).toBe("hello /a?b=chello /tunnelhello /");
    expect(run.reached).toEqual([`${address}:${at}`]);
    expect(run.blocked).toBeUndefined();
    // A request's own tale of its host is not passed on; in a tunnel nobody reads it.
    expect(hosts).toEqual([`${address}:${at}`, `${address}:${at}`, `${address}:${at}`]);
  });

  test("what no rule names is refused with the rule that would allow it", async () => {
    const { sh } = await openPlaces((_request, response) => response.end("x"), own);
    const plain = await sh("curl -sS http://example.com/");
    expect(plain.output).toContain(
      "example.com:80 may not be reached; --allow-net example.com:80 would allow it",
    );
    const tunnel = await sh("curl -sS https://example.com/");
    expect(tunnel.exit).not.toBe(0);
    expect(tunnel.blocked).toEqual([
      "example.com:443 may not be reached; --allow-net example.com:443 would allow it",
    ]);
    const npm = await sh("npm view left-pad version --registry https://registry.invalid/");
    expect(npm.timedOut).toBe(false);
    expect(npm.blocked?.[0]).toContain("--allow-net registry.invalid:443");
    const metadata = await sh("curl -sS http://169.254.169.254/latest/");
    expect(metadata.blocked?.[0]).toContain("169.254.169.254:80 may not be reached");
  });

  test("what a rule denies is refused though another opens it", async () => {
    const denied = forbiddenToReach([{ deny: [`WebFetch(domain:${address})`] }]);
    const { sh, url } = await openPlaces((_request, response) => response.end("hello"), own, "perl", denied);
    const run = await sh(`curl -sS ${url}/`);
    expect(run.output).toContain(`the rule WebFetch(domain:${address}) forbids fetching from ${address}`);
    expect(run.output).not.toContain("hello");
  });

  test("what does not ask the proxy reaches nothing", async () => {
    const { sh, url } = await openPlaces((_request, response) => response.end("OPEN"), own);
    const { output } = await sh(
      `curl -sS --noproxy '*' ${url}; curl -sS --noproxy '*' http://example.com/; true`,
    );
    expect(output).not.toContain("OPEN");
  });

  test("a name that leads to a private address needs a rule for the address too", async () => {
    const ask = (at: number): string => `NO_PROXY= no_proxy= curl -sS http://localhost:${at}/`;
    const answer: Answer = (_request, response) => response.end("served");
    const one = await openPlaces(answer, (at) => [`localhost:${at}`]);
    expect((await one.sh(ask(one.at))).output).toMatch(
      /localhost leads to 127\.0\.0\.1, a private address; --allow-net 127/,
    );
    const both = await openPlaces(answer, (at) => [`localhost:${at}`, `127.0.0.1:${at}`]);
    expect((await both.sh(ask(both.at))).output).toBe("served");
  });

  test("much goes through in both directions, whole, and a reader that stops holds up nobody else", async () => {
    const much = Buffer.alloc(12 << 20, "0123456789abcdef-");
    const sum = createHash("sha256").update(much).digest("hex");
    const { sh, url } = await openPlaces((request, response) => {
      if (request.url === "/get") return void response.end(much);
      const hash = createHash("sha256");
      request
        .on("data", (bytes: Buffer) => hash.update(bytes))
        .on("end", () => response.end(hash.digest("hex")));
    }, own);
    const { output } = await sh(
      `exec 5<>/dev/tcp/127.0.0.1/3128; printf 'GET ${url}/get HTTP/1.1\\r\\n\\r\\n' >&5
     curl -sS ${url}/get > /tmp/got; sha256sum < /tmp/got | cut -d' ' -f1; curl -sS --data-binary @/tmp/got ${url}/put`,
    );
    expect(output).toBe(`${sum}\n${sum}`);
  });

  test("after a command that was ended by force the next one reaches again", async () => {
    const { sh, url } = await openPlaces((_request, response) => response.end("again"), own);
    const ended = await sh("sleep 60", { timeLimit: 300 });
    expect(ended.timedOut).toBe(true);
    expect((await sh(`curl -sS ${url}/`)).output).toBe("again");
  });

  test("npm installs from an allowed registry, with the package's own dependencies", async () => {
    const tarball = (name: string, dependencies: object): Buffer => {
      const folder = mkdtempSync(path.join(tmpdir(), "tackle-pack-"));
      mkdirSync(path.join(folder, "package"));
      writeFileSync(
        path.join(folder, "package/package.json"),
        JSON.stringify({ name, version: "1.0.0", dependencies }),
      );
      execFileSync("tar", ["czf", "package.tgz", "package"], { cwd: folder });
      return readFileSync(path.join(folder, "package.tgz"));
    };
    const packages = new Map([
      ["one", { dependencies: { two: "1.0.0" }, bytes: tarball("one", { two: "1.0.0" }) }],
      ["two", { dependencies: {}, bytes: tarball("two", {}) }],
    ]);
    const { sh, url } = await openPlaces((request, response) => {
      const name = /^\/(\w+)/.exec(request.url ?? "")?.[1] ?? "";
      const found = packages.get(name);
      if (found === undefined) return void response.writeHead(404).end("{}");
      if (request.url?.endsWith(".tgz")) return void response.end(found.bytes);
      const version = {
        name,
        version: "1.0.0",
        dependencies: found.dependencies,
        dist: {
          tarball: `http://${request.headers.host}/${name}/${name}.tgz`,
          integrity: `sha512-${createHash("sha512").update(found.bytes).digest("base64")}`,
        },
      };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({ name, "dist-tags": { latest: "1.0.0" }, versions: { "1.0.0": version } }),
      );
    }, own);
    const run = await sh(
      `mkdir p && cd p && npm install one --no-audit --no-fund --no-update-notifier --registry ${url}/ 2>&1; ls node_modules`,
    );
    expect(run.output).toContain("one\ntwo\n");
  });

  test("pip installs from an allowed index", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tackle-wheel-"));
    const info = path.join(folder, "fact-1.0.dist-info");
    mkdirSync(info);
    writeFileSync(path.join(folder, "fact.py"), "word = 'installed'\n");
    writeFileSync(path.join(info, "METADATA"), "Metadata-Version: 2.1\nName: fact\nVersion: 1.0\n");
    writeFileSync(path.join(info, "WHEEL"), "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    writeFileSync(
      path.join(info, "RECORD"),
      "fact.py,,\nfact-1.0.dist-info/METADATA,,\nfact-1.0.dist-info/WHEEL,,\n",
    );
    const wheel = "fact-1.0-py3-none-any.whl";
    execFileSync("python3", ["-m", "zipfile", "-c", wheel, "fact.py", "fact-1.0.dist-info"], { cwd: folder });
    const { sh, url } = await openPlaces((request, response) => {
      if (request.url?.endsWith(".whl")) return void response.end(readFileSync(path.join(folder, wheel)));
      response.setHeader("content-type", "text/html").end(`<a href="/${wheel}">${wheel}</a>`);
    }, own);
    const run = await sh(
      `python3 -m pip install --quiet --target /tmp/site --index-url ${url}/simple --trusted-host ${address} fact 2>&1; PYTHONPATH=/tmp/site python3 -c 'import fact; print(fact.word)'`,
    );
    expect(run.output).toContain("installed\n");
  });
});

test.runIf(canTry && has.has("bubblewrap"))("under bubblewrap it is the same", async () => {
  const { sh, url } = await openPlaces((_request, response) => response.end("hello"), own, "bubblewrap");
  const first = await sh(`curl -sS ${url}/; curl -sSm 5 http://${address}:1/; id -u`);
  expect(first.output).toContain("hello");
  expect(first.output).toContain(`--allow-net ${address}:1`);
  expect((await sh(`curl -sS ${url}/`)).output).toBe("hello");
});
