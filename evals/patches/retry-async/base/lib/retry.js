/**
 * Runs `work(attempt)`, with attempt from 1, until it does not throw, at most `times` times, and gives its value. Between attempts it awaits
 * `sleep(delay)`, first with `delay`, each time twice as long, never longer than `longest`. What `giveUp(error)` is true for is thrown at
 * once; else the error of the last attempt is thrown.
 */
export async function retry(work, { times = 3, delay = 100, longest = 10_000, sleep, giveUp = () => false }) {
  let pause = delay;
  for (let attempt = 1; attempt <= times; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (giveUp(error)) throw error;
      await sleep(Math.min(pause, longest));
      pause *= 2;
    }
  }
}

/** The pauses that retry would make when nothing works, in order. */
export function pauses({ times = 3, delay = 100, longest = 10_000 }) {
  return Array.from({ length: Math.max(0, times - 1) }, (_, i) => Math.min(delay * 2 ** i, longest));
}
