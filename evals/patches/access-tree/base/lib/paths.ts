/** Paths of folders: "/", "/a", "/a/b". */

/** Throws a SyntaxError for what is no path: it does not begin with a slash, ends with one, or has two of them side by side. */
export function assertPath(path: string): void {
  if (path !== "/" && !/^(\/[^/]+)+$/.test(path)) throw new SyntaxError(`not a path: ${path}`);
}

/** The folder that a folder is in; null for the root. */
export function parent(path: string): string | null {
  if (path === "/") return null;
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** True when a folder is another one or in it. */
export function isWithin(path: string, outer: string): boolean {
  return outer === "/" || path === outer || path.startsWith(`${outer}/`);
}
