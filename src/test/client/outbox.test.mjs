// Run by ClientSourcesTest; by hand: node --test src/test/client/outbox.test.mjs
import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";
import {Outbox} from "../../main/client/outbox.js";

/** A link that only remembers what it was asked to publish. */
class Link {
  ahead = Infinity;
  published = [];

  isIn() {
    return true;
  }

  publish({content}) {
    this.published.push(content.data);
  }
}

const room = {name: "lobby", emit() {}};
let client;
let link;
let outbox;

beforeEach(() => {
  link = new Link();
  client = {state: "live", rooms: new Map([["lobby", room]]), options: {queue: 4}, limits: {unacked: 2}, liveLink: link};
  client.lost = (lost) => (client.gaveUp = lost);
  outbox = new Outbox(client);
});

function publish(data) {
  return outbox.send(room, {data}, `id-${data}`);
}

/** How a publish ends, as text. */
function fate(promise) {
  return promise.then(({position}) => position, ({code}) => code);
}

test("it sends in order, and no more than the server takes unacknowledged", async () => {
  const fates = [1, 2, 3].map((data) => fate(publish(data)));
  assert.deepEqual(link.published, [1, 2]);
  outbox.answered("id-1", "lobby", {position: "e:1"});
  assert.deepEqual(link.published, [1, 2, 3]);
  assert.equal(await fates[0], "e:1");
  assert.equal(outbox.of(room).length, 2);
});

test("a new link gets what the old one was not answered", () => {
  publish(1);
  publish(2);
  client.liveLink = new Link();
  outbox.flush();
  assert.deepEqual(client.liveLink.published, [1, 2]);
});

test("while the server is busy it waits, then sends the same item again", () => {
  publish(1);
  assert.equal(outbox.refused({code: "busy", id: "id-1", room: "lobby"}), true);
  publish(2);
  assert.deepEqual(link.published, [1]);
  outbox.resume();
  assert.deepEqual(link.published, [1, 1, 2]);
});

test("a refusal ends the item and no other", async () => {
  const fates = [1, 2].map((data) => fate(publish(data)));
  assert.equal(outbox.refused({code: "forbidden", id: "id-1", room: "lobby"}), true);
  assert.equal(await fates[0], "forbidden");
  assert.equal(outbox.of(room).length, 1);
  assert.equal(outbox.refused({code: "forbidden", id: "unknown", room: "lobby"}), false);
});

test("when a refusal names no id, it sends one by one until the refused item is known", async () => {
  const fates = [1, 2, 3].map((data) => fate(publish(data)));
  assert.equal(outbox.refusedWithoutId(link, {code: "bad_json"}), true);
  assert.equal(client.gaveUp, link);
  client.liveLink = new Link();
  outbox.flush();
  assert.deepEqual(client.liveLink.published, [1]);
  assert.equal(outbox.refusedWithoutId(client.liveLink, {code: "bad_json"}), true);
  assert.equal(await fates[0], "bad_json");
  assert.deepEqual(client.liveLink.published, [1, 2]);
});

test("it refuses what it cannot send", async () => {
  assert.equal(await fate(publish("half \ud800")), "bad_utf8");
  [1, 2, 3, 4].forEach(publish);
  assert.equal(await fate(publish(5)), "too_many");
  client.rooms.clear();
  assert.equal(await fate(publish(6)), "closed");
});

test("a room that was left takes its items with it", async () => {
  const left = fate(publish(1));
  outbox.forget(room);
  assert.equal(await left, "closed");
  assert.deepEqual(outbox.of(room), []);
});
