/** The form of a count in a language, by its own rules. */
export const formOf = (locale: string, count: number): string => new Intl.PluralRules(locale).select(count);
