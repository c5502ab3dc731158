/** The parts of a path between its slashes. */
export const segments = (path) => path.split("/").slice(1);
