/** A queue that gives the smallest first by `compare`; those that compare alike come out in the order they went in. */
export class Queue {
  #heap = [];
  #count = 0;
  #compare;

  constructor(compare = (a, b) => a - b) {
    this.#compare = (a, b) => compare(a.value, b.value) || a.order - b.order;
  }

  get size() {
    return this.#heap.length;
  }

  push(value) {
    const heap = this.#heap;
    heap.push({ value, order: this.#count++ });
    let at = heap.length - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.#compare(heap[up], heap[at]) <= 0) break;
      [heap[up], heap[at]] = [heap[at], heap[up]];
      at = up;
    }
  }

  /** The first, which stays; undefined when there is none. */
  peek() {
    return this.#heap[0]?.value;
  }

  /** Takes the first out; undefined when there is none. */
  pop() {
    const heap = this.#heap;
    if (heap.length <= 1) return heap.pop()?.value;
    const first = heap[0];
    heap[0] = heap.pop();
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const child = left;
      if (this.#compare(heap[at], heap[child]) <= 0) break;
      [heap[at], heap[child]] = [heap[child], heap[at]];
      at = child;
    }
    return first.value;
  }
}
