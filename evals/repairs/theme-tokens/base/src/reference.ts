/** The name in `{name}`; undefined for a plain value. */
export const referenceOf = (value: string): string | undefined => /^\{([\w.]+)\}$/.exec(value)?.[1];
