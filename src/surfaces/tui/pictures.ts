/** Pictures that a person shows by naming their files: `@shot.png`, `@'a b.png'`, or a path that is pasted alone. */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Image } from "../../index.ts";
import { sanitizeLine } from "../sanitize.ts";

/** Providers take no larger ones. Bytes. */
const largest = 5 * 1024 * 1024;

const ending = /\.(?:png|jpe?g|gif|webp)$/i;
const named = /(?<=^|\s)@(?:'([^']+)'|"([^"]+)"|(\S+))/g;

/** What their first bytes say they are, whatever their names do. */
const beginnings: readonly (readonly [mediaType: string, beginning: RegExp])[] = [
  ["image/png", /^89504e47/],
  ["image/jpeg", /^ffd8ff/],
  ["image/gif", /^47494638/],
  ["image/webp", /^52494646.{8}57454250/],
];

/** Those that a text names, and a sanitized line on each. */
export function picturesIn(
  text: string,
  root: string,
): { readonly images: readonly Image[]; readonly told: readonly string[] } {
  const found = [...text.matchAll(named)].flatMap(([, single, double, bare]) => {
    const name = single ?? double ?? bare ?? "";
    return ending.test(name) ? [{ name, read: readPicture(path.resolve(root, name)) }] : [];
  });
  return {
    images: found.flatMap(({ read }) => (typeof read === "string" ? [] : [read])),
    told: found.map(({ name, read }) =>
      sanitizeLine(typeof read === "string" ? `${name} is not shown: ${read}` : `shows ${name}`),
    ),
  };
}

/** How to name the picture whose path was pasted, as a terminal writes a file that is dropped on it; undefined when it is none. */
export function pictureAt(pasted: string): string | undefined {
  const place = pasted.replace(/^(['"])(.*)\1$/, "$2").replaceAll(/\\(.)/g, "$1");
  if (!path.isAbsolute(place) || !ending.test(place) || /[\n']/.test(place)) return undefined;
  return typeof readPicture(place) === "string" ? undefined : `@'${place}' `;
}

/** The picture, or why it is none. */
function readPicture(place: string): Image | string {
  try {
    const stat = statSync(place);
    if (!stat.isFile()) return "it is no file";
    if (stat.size > largest) return `it has more than ${largest / 1024 / 1024} MB`;
    const bytes = readFileSync(place);
    const hex = bytes.subarray(0, 12).toString("hex");
    const mediaType = beginnings.find(([, beginning]) => beginning.test(hex))?.[0];
    return mediaType === undefined
      ? "it is no PNG, JPEG, GIF or WebP"
      : { mediaType, data: bytes.toString("base64") };
  } catch {
    return "there is no such file";
  }
}
