export type Rule = (value: string) => string | undefined;

export const pattern = (expression: RegExp, message: string): Rule => (value) => (expression.test(value) ? undefined : message);
export const atLeast = (length: number): Rule => (value) => (value.length >= length ? undefined : `at least ${length} characters`);
