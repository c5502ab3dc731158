/** de-AT, de, and then the default. */
export function fallbacks(locale: string, base = "en"): string[] {
  const [language = base] = locale.split("_");
  return [...new Set([locale, language, base])];
}
