import { slug } from "./slug.js";

const link = /\[\[([^\]|]+)(?:\|([^\]]+))?\]\]/;

/** [[Page]] and [[Page|words]] as anchors. */
export const linkify = (text) => text.replace(link, (_, page, words = page) => `<a href="/${slug(page)}">${words}</a>`);

/** The pages that a text links to, each once. */
export const targets = (text) => [...new Set(text.split("[[").slice(1).map((part) => slug(part.split(/[\]|]/)[0])))];
