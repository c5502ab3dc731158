/** The end of a stream that stays open: a mark that only its writer knows. */

/** Passes on what comes before `mark`, at once but for a tail that may be its beginning, and says when the mark itself has come. */
export function createMarkReader(
  mark: Buffer,
  onData: (bytes: Buffer) => void,
  onEnd: () => void,
): (chunk: Buffer) => void {
  let held: Buffer = Buffer.alloc(0);
  let ended = false;
  return (chunk) => {
    if (ended) return;
    const all = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    let kept = Math.min(mark.length, all.length);
    while (kept > 0 && !all.subarray(all.length - kept).equals(mark.subarray(0, kept))) kept--;
    const passed = all.subarray(0, all.length - kept);
    if (passed.length > 0) onData(passed);
    held = all.subarray(all.length - kept);
    ended = kept === mark.length;
    if (ended) onEnd();
  };
}
