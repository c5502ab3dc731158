/** Addresses that are not of the open network: this machine, its neighbours, the metadata of a cloud. */
import { BlockList, isIP } from "node:net";

// Two lists: one that holds wrapped IPv4 addresses would take every IPv4 address for one of them.
const [four, six] = [new BlockList(), new BlockList()];
for (const [address, length] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  four.addSubnet(address, length, "ipv4");
for (const [address, length] of [
  ["::", 127],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  six.addSubnet(address, length, "ipv6");

/** True also for an IPv6 address that only wraps an IPv4 one: nothing honest resolves to that. */
export function isPrivate(address: string): boolean {
  if (isIP(address) === 4) return four.check(address, "ipv4");
  return isIP(address) === 6 && six.check(address, "ipv6");
}
