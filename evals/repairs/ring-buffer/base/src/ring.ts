/** The last so many values. */
export class Ring<T> {
  readonly capacity: number;
  readonly #slots: (T | undefined)[];
  #start = 0;
  #size = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#slots = Array.from({ length: capacity });
  }

  push(value: T): void {
    this.#slots[(this.#start + this.#size) % this.capacity] = value;
    if (this.#size < this.capacity) this.#size += 1;
    else this.#start = (this.#start - 1) % this.capacity;
  }

  get size(): number {
    return this.#size;
  }

  /** Oldest first. */
  values(): T[] {
    return Array.from({ length: this.#size }, (_, at) => this.#slots[(this.#start + at) % this.capacity] as T);
  }
}
