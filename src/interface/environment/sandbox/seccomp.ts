/** A system call filter as bytes, assembled here so that no library and no compiler is needed. */

/** The processors for which the numbers below are known. */
export type Architecture = "x86_64" | "aarch64";

interface Numbers {
  readonly audit: number;
  readonly socket: number;
  readonly ioctl: number;
  readonly clone: number;
  readonly clone3: number;
  readonly refused: readonly number[];
  readonly absent: readonly number[];
}

/** The same on every processor: the newer mount family, pidfd_getfd, mount_setattr, quotactl_fd, open_tree_attr. */
const everywhere = [428, 429, 430, 431, 432, 433, 438, 442, 443, 467];
/** Answered with "no such call", so that programs fall back: io_uring. */
const uring = [425, 426, 427];

const numbers: Readonly<Record<Architecture, Numbers>> = {
  x86_64: {
    audit: 0xc000003e,
    socket: 41,
    ioctl: 16,
    clone: 56,
    clone3: 435,
    // ptrace process_vm_readv/writev kexec bpf perf userfaultfd keys mount family unshare setns modules reboot
    // swap acct quotactl handles lookup_dcookie personality chroot vhangup iopl ioperm modify_ldt kcmp syslog
    refused: [
      101, 310, 311, 246, 320, 321, 298, 323, 248, 249, 250, 165, 166, 155, 272, 308, 175, 313, 176, 169, 167,
      168, 163, 179, 304, 303, 212, 135, 161, 153, 172, 173, 154, 312, 103,
    ],
    absent: uring,
  },
  aarch64: {
    audit: 0xc00000b7,
    socket: 198,
    ioctl: 29,
    clone: 220,
    clone3: 435,
    refused: [
      117, 270, 271, 104, 294, 280, 241, 282, 217, 218, 219, 40, 39, 41, 97, 268, 105, 273, 106, 142, 224,
      225, 89, 60, 265, 264, 92, 51, 58, 272, 116,
    ],
    absent: uring,
  },
};

const load = 0x20;
const equals = 0x15;
const atLeast = 0x35;
const anyBit = 0x45;
const answer = 0x06;
const allow = 0x7fff0000;
const kill = 0x80000000;
const failWith = (errno: number): number => 0x00050000 | errno;
const notPermitted = 1;
const noSuchCall = 38;
/** CLONE_NEW{NS,CGROUP,UTS,IPC,USER,PID,NET}. */
const newNamespaces = 0x7e020000;

type Instruction = readonly [code: number, yes: number, no: number, value: number];

/** Where the low half of argument n lies in the data a filter reads. */
const argument = (index: number): number => 16 + 8 * index;

function socketRules(of: Numbers, unixSockets: boolean): readonly Instruction[] {
  const unix = unixSockets ? 1 : 2;
  return [
    [equals, 0, 9, of.socket],
    [load, 0, 0, argument(0)],
    [equals, 6, 0, unix], // AF_UNIX, where it is allowed
    [equals, 5, 0, 2], // AF_INET
    [equals, 4, 0, 10], // AF_INET6
    [equals, 0, 2, 16], // AF_NETLINK, which listing the network interfaces needs:
    [load, 0, 0, argument(2)],
    [equals, 1, 0, 0], // … only its route protocol
    [answer, 0, 0, failWith(notPermitted)],
    [answer, 0, 0, allow],
  ];
}

/**
 * The filter for one program and all it starts: no tracing, mounting, namespaces, keys, modules, bpf or io_uring; only
 * internet, route and (when asked for) unix sockets; foreign call tables end the program. The bytes are `struct sock_filter[]`.
 */
export function seccompFilter(architecture: Architecture, unixSockets: boolean): Buffer {
  const of = numbers[architecture];
  const deny = (errno: number, list: readonly number[]): Instruction[] =>
    list.flatMap((number): Instruction[] => [
      [equals, 0, 1, number],
      [answer, 0, 0, failWith(errno)],
    ]);
  const program: readonly Instruction[] = [
    [load, 0, 0, 4],
    [equals, 1, 0, of.audit],
    [answer, 0, 0, kill],
    [load, 0, 0, 0],
    ...(architecture === "x86_64"
      ? ([
          [atLeast, 0, 1, 0x40000000],
          [answer, 0, 0, kill],
        ] satisfies Instruction[])
      : []),
    ...deny(notPermitted, [...of.refused, ...everywhere]),
    // clone3 hides its flags behind a pointer; without it the C library falls back to clone, whose flags can be read
    ...deny(noSuchCall, [...of.absent, of.clone3]),
    [equals, 0, 4, of.clone],
    [load, 0, 0, argument(0)],
    [anyBit, 0, 1, newNamespaces],
    [answer, 0, 0, failWith(notPermitted)],
    [answer, 0, 0, allow],
    [equals, 0, 5, of.ioctl],
    [load, 0, 0, argument(1)],
    [equals, 1, 0, 0x5412], // TIOCSTI
    [equals, 0, 1, 0x541c], // TIOCLINUX
    [answer, 0, 0, failWith(notPermitted)],
    [answer, 0, 0, allow],
    ...socketRules(of, unixSockets),
    [answer, 0, 0, allow],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, [code, yes, no, value]] of program.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(yes, index * 8 + 2);
    bytes.writeUInt8(no, index * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
  }
  return bytes;
}

/** This machine's architecture, or undefined when no filter is known for it. */
export function knownArchitecture(): Architecture | undefined {
  if (process.arch === "x64") return "x86_64";
  return process.arch === "arm64" ? "aarch64" : undefined;
}
