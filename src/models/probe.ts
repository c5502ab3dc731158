/** Asks a server on this machine which models it has. */
import { connect } from "node:net";

/** A server on loopback answers within this, or is not there for us. Milliseconds. */
const patience = 200;

/** Models that cannot talk, by what they are called. */
const mute = /embed|rerank|whisper|tts|bge-|clip/i;

/** The names of the models that talk; none when nobody answers in time, or who answers is no model server. Throws nothing. */
export async function servedModels(base: string): Promise<readonly string[]> {
  const url = URL.parse(base);
  if (url === null || !(await isListening(url.hostname, Number(url.port || 80)))) return [];
  try {
    const response = await fetch(`${base.replace(/\/+$/, "")}/models`, {
      signal: AbortSignal.timeout(patience),
      redirect: "error",
    });
    const body: unknown = await response.json();
    const list = typeof body === "object" && body !== null && "data" in body ? body.data : undefined;
    if (!response.ok || !Array.isArray(list)) return [];
    return list.flatMap((entry: unknown) =>
      typeof entry === "object" &&
      entry !== null &&
      "id" in entry &&
      typeof entry.id === "string" &&
      !mute.test(entry.id)
        ? [entry.id]
        : [],
    );
  } catch {
    return [];
  }
}

/** A connection costs a fraction of what the first use of fetch does, and mostly nobody is there. */
function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ""), port, timeout: patience });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on("connect", end(true)).on("error", end(false)).on("timeout", end(false));
  });
}
