export type Rule = "allow" | "deny";

export const parentOf = (path: string): string | undefined => {
  if (path === "/") return undefined;
  const at = path.lastIndexOf("/");
  return at === 0 ? "/" : path.slice(0, at);
};
