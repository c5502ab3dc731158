export type Tokens = Readonly<Record<string, string>>;

export function lookUp(tokens: Tokens, name: string): string {
  const value = tokens[name];
  return value ?? "";
}
