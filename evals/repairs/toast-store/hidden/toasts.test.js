import test from "node:test";
import assert from "node:assert/strict";
import { ToastStore } from "../src/toasts.js";

test("any one can be dismissed, and a stranger is nobody", () => {
  for (const gone of [1, 2, 3, 9]) {
    const store = new ToastStore();
    for (const text of ["a", "b", "c"]) store.show(text);
    const before = store.toasts;
    store.dismiss(gone);
    assert.deepEqual(store.toasts.map(({ id }) => id), [1, 2, 3].filter((id) => id !== gone));
    assert.equal(before.length, 3);
  }
});
