/** The user's toolchains: which folders outside /usr a program inside may read so that what is on the PATH works. */
import {
  accessSync,
  constants,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  type Dirent,
} from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";

export interface Toolchains {
  /** Host folders and files to show read-only, at the same place. */
  readonly readable: readonly string[];
  /** The PATH inside. */
  readonly path: string;
  /** What version managers look for when HOME is not the user's. */
  readonly env: Readonly<Record<string, string>>;
}

/** What is there anyway, or must never be shown through a PATH entry. */
const system = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/proc", "/sys", "/dev", "/etc", "/run", "/boot"];
/** Folders right below HOME that hold nothing but tools; any other dot folder may hold secrets beside its `bin`. */
const managers: Readonly<Record<string, string>> = {
  ".pyenv": "PYENV_ROOT",
  ".nvm": "NVM_DIR",
  ".rbenv": "RBENV_ROOT",
  ".nodenv": "NODENV_ROOT",
  ".goenv": "GOENV_ROOT",
  ".jenv": "JENV_ROOT",
  ".asdf": "ASDF_DATA_DIR",
  ".volta": "VOLTA_HOME",
  ".sdkman": "SDKMAN_DIR",
  ".rustup": "RUSTUP_HOME",
  ".dotnet": "DOTNET_ROOT",
  ".bun": "BUN_INSTALL",
  ".deno": "DENO_INSTALL_ROOT",
};
/** A folder with one of these beside its `bin` is a toolchain and not just a place with a `bin`. */
const marks = new Set([
  "lib",
  "lib64",
  "libexec",
  "share",
  "include",
  "pkg",
  "versions",
  "node_modules",
  "jre",
]);
/** A PATH folder with more entries than this is not searched for links that lead out of it. */
const mostLinks = 400;

/** Whether `inner` is `outer` or lies below it. */
export function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer === "/" ? "/" : `${outer}/`);
}

/** The user's home from the user database, or undefined when there is none. */
export function homeOfUser(): string | undefined {
  try {
    const { homedir } = userInfo();
    return homedir.startsWith("/") && homedir !== "/" ? homedir : undefined;
  } catch {
    return undefined; // an id without an entry
  }
}

/** The file system as one search sees it: each question is put once, since all of this lies on the way to the first command. */
interface Eyes {
  /** Where a file really lies; undefined when it is not there. */
  readonly real: (file: string) => string | undefined;
  readonly isFolder: (file: string) => boolean;
  /** What stands in a folder that may be entered and listed; undefined in any other. */
  readonly list: (folder: string) => readonly Dirent[] | undefined;
}

function remembering<Answer>(ask: (file: string) => Answer): (file: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (file) => {
    const found = known.get(file) ?? { answer: ask(file) };
    known.set(file, found);
    return found.answer;
  };
}

/** A question that fails is answered with nothing: absent, or behind a folder that is not ours to enter. */
function attempt<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

function openEyes(): Eyes {
  return {
    real: remembering((file) => attempt(() => realpathSync.native(file))),
    isFolder: remembering(
      (file) => attempt(() => statSync(file, { throwIfNoEntry: false }))?.isDirectory() ?? false,
    ),
    list: remembering((folder) =>
      attempt(() => {
        accessSync(folder, constants.R_OK | constants.X_OK);
        return readdirSync(folder, { withFileTypes: true });
      }),
    ),
  };
}

/** Where the links in a PATH folder lead (a `bin` of links into `../share/…` is common). */
function linksIn(folder: string, { list, real }: Eyes): readonly string[] {
  const links = (list(folder) ?? []).slice(0, mostLinks).filter((entry) => entry.isSymbolicLink());
  return links.flatMap(({ name }) => real(`${folder}/${name}`) ?? []);
}

/** The folder that a tool in `folder` needs around it: its toolchain's root when that is safe to show, else only `folder`. */
function rootOf(folder: string, home: string | undefined, { list }: Eyes): string {
  const parent = path.dirname(folder);
  if (home !== undefined) {
    const first = isWithin(folder, home) ? (folder.slice(home.length + 1).split("/")[0] ?? "") : "";
    if (Object.hasOwn(managers, first)) return path.join(home, first);
    if (path.dirname(parent) === home && path.basename(parent).startsWith(".")) return folder;
  }
  if (!["bin", "sbin", "shims"].includes(path.basename(folder))) return folder;
  return list(parent)?.some(({ name }) => marks.has(name)) === true ? parent : folder;
}

/** Drops what lies below another entry. */
function outermost(files: readonly string[]): readonly string[] {
  const sorted = [...new Set(files)].toSorted();
  return sorted.filter((file) => !sorted.some((other) => other !== file && isWithin(file, other)));
}

/**
 * Reads the user's PATH. Entries inside the workspace are dropped, since what lies there is not the user's; HOME as a whole, the
 * workspace and the session's own folder are never shown through a toolchain.
 */
export function findToolchains(userPath: string, root: string, scratch: string): Toolchains {
  const home = homeOfUser();
  const eyes = openEyes();
  const { real, isFolder, list } = eyes;
  const kept = [root, scratch, ...(home === undefined ? [] : [home, real(home) ?? home])];
  const isOurs = (file: string): boolean => isWithin(file, root) || isWithin(file, scratch);
  const isSystem = (file: string): boolean => system.some((folder) => isWithin(file, folder));
  const mayShow = (file: string): boolean => !isOurs(file) && !kept.some((secret) => isWithin(secret, file));
  const entries = [...new Set(userPath.split(":"))].filter(
    (entry) =>
      entry.startsWith("/") &&
      !isOurs(entry) &&
      !isOurs(real(entry) ?? entry) &&
      (isSystem(entry) ? isFolder(entry) : list(entry) !== undefined),
  );
  const shown = entries.flatMap((entry) => {
    if (isSystem(entry) && isSystem(real(entry) ?? entry)) return [];
    const folders = [entry, real(entry) ?? entry];
    const roots = folders.flatMap((folder) => [rootOf(folder, home, eyes), folder]);
    const targets = linksIn(entry, eyes).flatMap((file) => [rootOf(path.dirname(file), home, eyes), file]);
    return [...roots, ...targets].filter((file) => !isSystem(file) && mayShow(file));
  });
  const env: Record<string, string> = {};
  if (home !== undefined) {
    const cargo = path.join(home, ".rustup");
    if (entries.includes(path.join(home, ".cargo/bin")) && isFolder(cargo)) shown.push(cargo);
    for (const [folder, name] of Object.entries(managers))
      if (shown.some((file) => isWithin(file, path.join(home, folder)))) env[name] = path.join(home, folder);
  }
  const readable = outermost(shown);
  const works = (entry: string): boolean =>
    isSystem(entry) ||
    readable.some((folder) => isWithin(real(entry) ?? entry, folder) && isWithin(entry, folder));
  const inside = entries.filter(works);
  for (const folder of ["/usr/local/bin", "/usr/bin", "/bin"])
    if (!inside.includes(folder)) inside.push(folder);
  return { readable, path: inside.join(":"), env };
}

/** A link's text when `file` is one. */
export function linkText(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
