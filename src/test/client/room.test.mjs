// Run by ClientSourcesTest; by hand: node --test src/test/client/room.test.mjs
import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";
import {Room} from "../../main/client/room.js";

const ann = {id: "a", name: "ann"};
const bob = {id: "b", name: "bob"};
let room;
let heard;

beforeEach(() => {
  room = new Room({forget() {}}, "lobby", {after: "e:5"});
  heard = [];
  room.on("event", ({offset}) => heard.push(offset));
});

function take(...offsets) {
  offsets.forEach((offset) => room.take({offset, type: "message"}));
}

test("an event that comes again by another link is heard once", () => {
  take(6, 7, 6, 7, 8);
  assert.deepEqual(heard, [6, 7, 8]);
  assert.equal(room.position, "e:8");
  assert.deepEqual(room.start, {after: "e:8", lag: undefined});
});

test("it knows how far it is behind the head that a welcome names", () => {
  room.take({welcome: {me: ann, position: "e:5", head: "e:9", members: [ann], count: 1}});
  assert.equal(room.behind, 4);
  take(6, 7, 8, 9);
  assert.equal(room.behind, 0);
});

test("a gap moves it on, and in another epoch it begins anew", () => {
  room.take({gap: {position: "e:20", reason: "trimmed"}});
  assert.equal(room.position, "e:20");
  room.take({position: "e:19"});
  assert.equal(room.position, "e:20");
  room.take({gap: {position: "f:0", reason: "epoch"}});
  take(1);
  assert.equal(room.position, "f:1");
  assert.equal(room.behind, 0);
});

test("it keeps the members", () => {
  room.take({presence: {members: [ann], count: 1}});
  room.take({presence: {joined: [bob], count: 2}});
  assert.deepEqual(room.members, [ann, bob]);
  room.take({presence: {joined: [], left: [ann], count: 1}});
  assert.deepEqual(room.members, [bob]);
});

test("a listener that throws does not stop the others", () => {
  const reported = [];
  globalThis.reportError = (failure) => reported.push(failure.message);
  room.on("message", () => {
    throw new Error("broken");
  });
  room.on("message", ({offset}) => heard.push(-offset));
  take(6);
  assert.deepEqual(reported, ["broken"]);
  assert.deepEqual(heard, [6, -6]);
});

test("a listener that throws does not stop the others where nothing reports errors, as in Node", (context) => {
  delete globalThis.reportError;
  const logged = context.mock.method(console, "error", () => {});
  room.on("message", () => {
    throw new Error("broken");
  });
  room.on("message", ({offset}) => heard.push(-offset));
  take(6);
  assert.equal(logged.mock.calls[0].arguments[0].message, "broken");
  assert.deepEqual(heard, [6, -6]);
});

test("iterating over a room yields what arrives, until the room ends", async () => {
  const read = [];
  const reading = (async () => {
    for await (const {offset} of room) {
      read.push(offset);
    }
  })();
  take(6, 7);
  room.over({code: "closed"});
  await reading;
  assert.deepEqual(read, [6, 7]);
  assert.equal(room.ended.code, "closed");
});
