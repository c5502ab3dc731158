/** Names that sort by time. */
import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base 32: no i, l, o, u

/** A new session id such as `s-06f3k2q9w1-7hx4c`: time in base 32 (sorts as text until 3084), then 25 random bits. */
export function sessionId(now: number): string {
  let time = "";
  for (let rest = Math.floor(now); time.length < 10; rest = Math.floor(rest / 32))
    time = (alphabet[rest % 32] ?? "0") + time;
  const random = [...randomBytes(5)].map((byte) => alphabet[byte % 32]).join("");
  return `s-${time}-${random}`;
}
