/**
 * Does the messages of a queue, one at a time, until none is ready. `handle` is called with the body and the attempt. When it fails the message is
 * given back, to wait for `pause` times its attempt. `clock` tells the time; it may go on while a message is handled. Gives how many messages were
 * `done`, how many times one `failed`, and how many times it was too `late`: handled, well or not, when the receipt was not good any more.
 */
export async function work(queue, handle, { clock, pause = 0 }) {
  const told = { done: 0, failed: 0, late: 0 };
  for (let message = queue.receive(clock()); message !== null; message = queue.receive(clock())) {
    const { body, attempt, receipt } = message;
    let outcome = "done";
    try {
      await handle(body, attempt);
    } catch {
      outcome = "failed";
    }
    const now = clock();
    const inTime = outcome === "done" ? queue.ack(receipt, now) : queue.nack(receipt, now, pause * attempt);
    told[inTime ? outcome : "late"] += 1;
  }
  return told;
}
