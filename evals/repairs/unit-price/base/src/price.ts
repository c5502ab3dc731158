export interface Offer {
  readonly name: string;
  /** Cents. */
  readonly price: number;
  readonly grams: number;
}

const base = 1000;

/** Cents for a kilogram, rounded. */
export function perKilogram({ price, grams }: Offer): number {
  if (grams <= 0) throw new RangeError("an offer weighs something");
  return Math.round((price / grams) * base);
}

/** The offer that costs the least for its weight; of two alike the smaller. */
export function cheapest(offers: readonly Offer[]): Offer | undefined {
  return offers.toSorted((a, b) => perKilogram(a) - perKilogram(b) || a.grams - b.grams).at(-1);
}
