/** Fisher and Yates; the songs themselves stay as they are. */
export function shuffle(songs, random) {
  const mixed = [...songs];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * at);
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
}

export const duration = (songs) => songs.reduce((sum, song) => sum + song.seconds, 0);
