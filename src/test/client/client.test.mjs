// Run by ClientSourcesTest; by hand: node --test src/test/client/client.test.mjs
import assert from "node:assert/strict";
import {test} from "node:test";
import {connect} from "../../main/client/client.js";

function upgrade(options) {
  return connect("http://localhost/", options).options.upgrade;
}

test("the option upgrade may go by its old name, climb", () => {
  assert.equal(upgrade({}), 30_000);
  assert.equal(upgrade({upgrade: 1}), 1);
  assert.equal(upgrade({climb: 2}), 2);
  assert.equal(upgrade({climb: 2, upgrade: 1}), 1);
});

test("a client that has ended joins no room", () => {
  const client = connect("http://localhost/");
  client.close();
  assert.equal(client.state, "ended");
  assert.throws(() => client.join("lobby"), {code: "closed"});
});
