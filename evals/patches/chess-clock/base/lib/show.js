/**
 * A time as a clock shows it: hours, minutes and seconds ("1:05:00"), without the hours where there are none ("5:00"). Below twenty seconds there
 * are tenths ("0:19.9"). What is shown is rounded up, so that a clock shows nothing but zeros only when the time is up.
 */
export function show(time) {
  if (time < 20_000) {
    const tenths = Math.ceil(time / 100);
    if (tenths < 200) return `0:${String(Math.floor(tenths / 10)).padStart(2, "0")}.${tenths % 10}`;
  }
  const seconds = Math.ceil(time / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const end = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${end}` : `${minutes}:${end}`;
}

/** Both clocks side by side, a star at that of the player to move. */
export function face(clock, now) {
  const side = (player) => show(clock.remaining(player, now)) + (clock.turn === player ? "*" : "");
  return `${side("white")} | ${side("black")}`;
}
