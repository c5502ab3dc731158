export interface Card {
  readonly title: string;
  readonly points: number;
  readonly column: "todo" | "doing" | "done";
}

export class Board {
  readonly #cards: Card[] = [];

  add(...cards: readonly Card[]): void {
    this.#cards.push(...cards);
  }

  /** Titles as they were added. */
  get backlog(): string[] {
    return this.#cards.map(({ title }) => title);
  }

  /** Cards by points, the largest first. */
  largest(): readonly Card[] {
    return this.#cards.sort((a, b) => b.points - a.points);
  }

  points(column: Card["column"]): number {
    return this.#cards.filter((card) => card.column === column).reduce((sum, { points }) => sum + points, 0);
  }
}
