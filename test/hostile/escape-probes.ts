/** The ways out of a sandbox that are tried, each with the promise that it would break. */
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { homeOfUser } from "../../src/interface/environment/sandbox/toolchain.ts";

const isRoot = process.getuid?.() === 0;
export const word = `sesame-${process.pid}-opens-nothing`;
const numbers = { x64: { ptrace: 101, keyctl: 250 }, arm64: { ptrace: 117, keyctl: 219 } }[
  process.arch === "arm64" ? "arm64" : "x64"
];

/** What a probe is told about the host it attacks. */
export interface Host {
  readonly outside: string;
  readonly port: number;
  /** Where datagrams are sent back. */
  readonly echo: number;
  readonly decoy: number;
  readonly root: string;
}

export interface Probe {
  readonly name: string;
  /** The line of `limits.stops` that promises to hold it. */
  readonly promise: string;
  /** Shell that prints OPEN when it got through. */
  readonly attack: (host: Host) => string;
  /** Whether it gets through when nothing confines it, on this machine and as this user. */
  readonly fires: boolean;
}

export const connect = (to: string): string =>
  `node -e 'require("node:net").connect(${to}).on("connect", () => { console.log("OPEN"); process.exit() }).on("error", () => process.exit())'`;
export const perl = (code: string): string => `perl -e '${code}'`;
export const files = "reading or writing host files outside the workspace, HOME included";
const kernel = "mounts, namespaces, tracing, kernel keys, bpf, io_uring";
const processes = "the host's processes and their environment";
const home = homeOfUser() ?? "/nonexistent";
const ofHome = existsSync(home)
  ? readdirSync(home).find((name) => statSync(path.join(home, name), { throwIfNoEntry: false })?.isFile())
  : undefined;

export const probes: readonly Probe[] = [
  {
    name: "a file outside",
    promise: files,
    attack: ({ outside }) => `grep -q ${word} ${outside}/secret && echo OPEN`,
    fires: true,
  },
  {
    name: "a write outside",
    promise: files,
    attack: ({ outside }) => `echo x > ${outside}/written && echo OPEN`,
    fires: true,
  },
  {
    name: "/etc/shadow",
    promise: files,
    attack: () => "cat /etc/shadow > /dev/null && echo OPEN",
    fires: isRoot,
  },
  {
    name: "a file of HOME",
    promise: files,
    attack: () => `test -r '${home}/${ofHome ?? "none"}' && echo OPEN`,
    fires: ofHome !== undefined,
  },
  {
    name: "a link that leads out",
    promise: files,
    attack: () => "echo x > way-out/through-link && echo OPEN",
    fires: true,
  },
  {
    name: "the root of the first process",
    promise: files,
    attack: ({ outside }) => `grep -q ${word} /proc/1/root${outside}/secret && echo OPEN`,
    fires: false,
  },
  {
    name: "the system's programs",
    promise: files,
    attack: () => "touch -a /usr/bin/env && echo OPEN",
    fires: isRoot,
  },
  {
    name: "the environment of other processes",
    promise: processes,
    attack: () => `cat /proc/[0-9]*/environ | tr '\\0' '\\n' | grep -q DECOY=${word} && echo OPEN`,
    fires: true,
  },
  {
    name: "a signal to another process",
    promise: processes,
    attack: ({ decoy }) => `kill -0 ${decoy} && echo OPEN`,
    fires: true,
  },
  {
    name: "the host's loopback",
    promise: "the network: only its own loopback",
    attack: ({ port }) => connect(`${port}, "127.0.0.1"`),
    fires: true,
  },
  {
    name: "a datagram, as name servers are asked",
    promise: "the network: only its own loopback",
    attack: ({ echo }) =>
      `node -e 'const s = require("node:dgram").createSocket("udp4"); s.on("message", () => { console.log("OPEN"); process.exit() }); s.send("x", ${echo}, "127.0.0.1"); setTimeout(() => process.exit(), 2000)'`,
    fires: true,
  },
  {
    name: "a name of the world",
    promise: "the network: only its own loopback",
    attack: () => "getent hosts example.com && echo OPEN",
    fires: false,
  },
  ...["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "metadata.google.internal"].map(
    (address): Probe => ({
      name: `the metadata of a cloud at ${address}`,
      promise: "the network: only its own loopback",
      attack: () =>
        `timeout 2 node -e 'require("node:net").connect(80, "${address}").on("connect", () => { console.log("OPEN"); process.exit() }).on("error", () => process.exit())'`,
      fires: false,
    }),
  ),
  {
    name: "descriptors of the host",
    promise: files,
    attack: () =>
      perl(
        'opendir my $h, "/proc/self/fd"; for (readdir $h) { next if $_ < 3; my $to = readlink("/proc/self/fd/$_") // next; print "OPEN $to" if $to !~ m{^/proc/\\d+/fd$} }',
      ),
    fires: false,
  },
  {
    name: "a script that a package runs when it is installed",
    promise: files,
    attack: ({ outside }) =>
      `mkdir -p pkg && echo '{ "name": "pkg", "version": "1.0.0", "scripts": { "postinstall": "cat ${outside}/secret && echo x > ${outside}/written && echo OPEN > /tmp/opened" } }' > pkg/package.json; npm install --offline --no-audit --no-fund --foreground-scripts --install-links ./pkg >/dev/null; cat /tmp/opened; rm -f /tmp/opened`,
    fires: false,
  },
  {
    name: "an abstract socket",
    promise: "the host's sockets, also abstract ones",
    attack: () => connect(`"\\0${word}"`),
    fires: true,
  },
  {
    name: "a socket outside",
    promise: "the host's sockets, also abstract ones",
    attack: ({ outside }) => connect(`"${outside}/socket"`),
    fires: true,
  },
  {
    name: "a socket in the workspace",
    promise: "the host's sockets, also abstract ones",
    attack: ({ root }) => `cd "${root}" && ${connect('"socket"')}`,
    fires: true,
  },
  {
    name: "namespaces and mounts",
    promise: kernel,
    attack: () => "unshare -U -r -m mount -t tmpfs x /mnt && echo OPEN",
    fires: true,
  },
  {
    name: "tracing",
    promise: kernel,
    attack: () =>
      perl(
        `my $p = fork; if (!$p) { sleep 9; exit } print "OPEN" if syscall(${numbers.ptrace}, 16, $p, 0, 0) == 0; kill 9, $p`,
      ),
    fires: true,
  },
  {
    name: "kernel keys",
    promise: kernel,
    attack: () => perl(`print "OPEN" if syscall(${numbers.keyctl}, 0, -3, 1) > 0`),
    fires: true,
  },
  {
    name: "io_uring",
    promise: kernel,
    attack: () => perl('my $p = "\\0" x 120; print "OPEN" if syscall(425, 8, $p) >= 0'),
    fires: false,
  },
  {
    name: "sockets to the machine below",
    promise: kernel,
    attack: () => perl('print "OPEN" if socket(my $s, 40, 1, 0)'),
    fires: false,
  },
  {
    name: "the workspace below the stage",
    promise: "writes to the workspace before they are committed",
    attack: ({ root }) =>
      `umount -l "${root}" && echo OPEN; ls -A /.stage/* 2>/dev/null | grep . && echo OPEN`,
    fires: false,
  },
  {
    name: "the core pattern",
    promise: "kernel settings in /proc/sys",
    attack: () => perl('print "OPEN" if open(my $h, "+<", "/proc/sys/kernel/core_pattern")'),
    fires: isRoot,
  },
  {
    name: "the limit of namespaces",
    promise: "kernel settings in /proc/sys",
    attack: () => perl('print "OPEN" if open(my $h, "+<", "/proc/sys/user/max_user_namespaces")'),
    fires: false,
  },
];
