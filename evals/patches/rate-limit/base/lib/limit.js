/**
 * Allows at most `count` calls in any span of `window` milliseconds. `now` gives the time. A call that is refused does not count.
 * A call exactly `window` after another is outside its span.
 */
export function createLimit({ count, window, now }) {
  let times = [];
  const forget = () => {
    const before = now() - window;
    times = times.filter((time) => time > before);
  };
  return {
    /** True when the call may be made, which is then counted. */
    allow() {
      forget();
      times.push(now());
      return times.length <= count;
    },
    /** Calls that may still be made now. */
    left() {
      forget();
      return Math.max(0, count - times.length);
    },
    /** Milliseconds until a call may be made: 0 when it may now. */
    wait() {
      forget();
      return times.length < count ? 0 : times[times.length - count] + window - now();
    },
  };
}
