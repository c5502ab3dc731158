/** What is known of the numbers in a model's answer. */

/** A number as the answer states it, and the cell that gave it; without one no execution did. */
export interface TracedNumber {
  readonly text: string;
  readonly cell?: string;
}
