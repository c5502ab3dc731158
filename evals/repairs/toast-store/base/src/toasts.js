/** Messages on a screen, the newest last, and who wants to know of changes. */
export class ToastStore {
  toasts = [];
  #next = 1;
  #listeners = new Set();

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  show(text) {
    const id = this.#next++;
    this.toasts = [...this.toasts, { id, text }];
    this.#tell();
    return id;
  }

  dismiss(id) {
    const at = this.toasts.findIndex((toast) => toast.id === id);
    if (at === -1) return;
    this.toasts = this.toasts.slice(0, at);
    this.#tell();
  }

  #tell() {
    for (const listener of this.#listeners) listener(this.toasts);
  }
}
