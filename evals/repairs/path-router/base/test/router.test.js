import test from "node:test";
import assert from "node:assert/strict";
import { createRouter } from "../src/router.js";

const route = createRouter({
  "/": () => "home",
  "/users/:id": ({ id }) => `user ${id}`,
  "/users/:id/posts/:post": ({ id, post }) => `post ${post} of ${id}`,
});

test("the home page", () => assert.equal(route("/"), "home"));
test("a parameter", () => assert.equal(route("/users/7"), "user 7"));
test("a trailing slash does not matter", () => assert.equal(route("/users/7/"), "user 7"));
test("parameters are decoded", () => assert.equal(route("/users/a%20b/posts/1"), "post 1 of a b"));
test("what is not there", () => assert.equal(route("/nobody"), "404"));
