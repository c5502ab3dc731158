import { match } from "./match.js";

export function createRouter(routes) {
  return (path) => {
    for (const [pattern, handler] of Object.entries(routes)) {
      const parameters = match(pattern, path);
      if (parameters) return handler(parameters);
    }
    return "404";
  };
}
