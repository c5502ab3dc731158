/**
 * Replaces each `{name}` by the value of that name, and `{name|fallback}` by the fallback when there is no value (undefined or null).
 * `{{` and `}}` stand for single braces. A name without value and fallback is an Error that says the name. Values are not filled again.
 */
export function fill(template, values) {
  return template.replaceAll(/\{\{|\}\}|\{(\w+)(?:\|([^{}]*))?\}/g, (match, name, fallback) => {
    if (match === "{{") return "{";
    if (match === "}}") return "}";
    const value = values[name] || fallback;
    if (value === undefined) throw new Error(`no value for ${name}`);
    return String(value);
  });
}

/** The names of a template, each once, in the order of their first use. */
export function namesIn(template) {
  const names = [...template.replaceAll(/\{\{|\}\}/g, "").matchAll(/\{(\w+)(?:\|[^{}]*)?\}/g)].map(([, name]) => name);
  return [...new Set(names)];
}
