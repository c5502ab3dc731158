import { beforeEach, describe, expect, it, vi } from "vitest";
import { ToastStore } from "../src/toasts.js";

describe("ToastStore", () => {
  let store;
  beforeEach(() => {
    store = new ToastStore();
  });
  it("shows messages in order", () => {
    store.show("a");
    store.show("b");
    expect(store.toasts.map(({ text }) => text)).toEqual(["a", "b"]);
  });
  it("dismisses one", () => {
    const first = store.show("a");
    store.show("b");
    store.dismiss(first);
    expect(store.toasts).toHaveLength(1);
    expect(store.toasts[0].text).toBe("b");
  });
  it("tells of changes until one unsubscribes", () => {
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    store.show("a");
    stop();
    store.show("b");
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
