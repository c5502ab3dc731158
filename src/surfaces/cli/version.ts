/** Which tackle this is. */
import { readFileSync } from "node:fs";
import path from "node:path";

/** The version in the package's own manifest, found upwards from here: the sources and the bundle lie at different depths. */
export function version(): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const manifest = read(path.join(folder, "package.json"));
    if (manifest !== undefined) return manifest;
    if (folder === path.dirname(folder)) return "unknown";
  }
}

function read(file: string): string | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof manifest !== "object" || manifest === null) return undefined;
    if (!("name" in manifest) || manifest.name !== "tackle") return undefined;
    return "version" in manifest ? String(manifest.version) : undefined;
  } catch {
    return undefined;
  }
}
