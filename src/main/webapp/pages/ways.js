/**
 * Six transports that listen to a room, each as you would write it by hand with nothing but a browser, so that the laboratory
 * shows the transports themselves. Each runs until it is stopped, and throws when its connection is lost.
 *
 * A transport reports its requests, the headers that it sees and the bytes received to its witness, and hands over the lines.
 */

import {BASE} from "./places.js";

const POLLS = 2_000; // milliseconds between two requests of plain polling
const WAITS = 25; // seconds that the server may hold a request
const UTF8 = new TextEncoder();

function eventsOf(room, parameters) {
  const url = new URL(`rooms/${encodeURIComponent(room)}/events`, BASE);
  Object.entries(parameters).forEach(([key, value]) => url.searchParams.set(key, value));
  return url;
}

async function ask(witness, url, options) {
  witness.asks();
  const answer = await fetch(url, options);
  witness.sees([...answer.headers].map(([name, value]) => `${name}: ${value}`));
  if (!answer.ok) {
    throw new Error(`${answer.status} ${await answer.text()}`);
  }
  return answer;
}

/** Sends one request and takes the events of its answer; an answer also means that the transport gets through. */
async function gather(witness, signal, parameters) {
  const answer = await ask(witness, eventsOf(witness.room, {after: witness.position, ...parameters}), {signal});
  const text = await answer.text();
  witness.opened();
  witness.counts(UTF8.encode(text).length);
  const {events, position} = JSON.parse(text);
  await witness.takes([...events, {position}].map((line) => JSON.stringify(line)));
}

export async function polling(witness, signal) {
  while (!signal.aborted) {
    await gather(witness, signal, {});
    await rest(POLLS, signal);
  }
}

export async function longPolling(witness, signal) {
  await gather(witness, signal, {});
  while (!signal.aborted) {
    await gather(witness, signal, {wait: WAITS});
  }
}

export async function stream(witness, signal) {
  const answer = await ask(witness, eventsOf(witness.room, {after: witness.position, wait: "stream"}), {signal});
  const decoder = new TextDecoder();
  const reader = answer.body.getReader();
  let rest = "";
  witness.opened();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    witness.counts(part.value.length);
    const lines = (rest + decoder.decode(part.value, {stream: true})).split("\n");
    rest = lines.pop();
    witness.takes(lines.filter(Boolean));
  }
}

export function events(witness, signal) {
  witness.asks();
  const source = new EventSource(eventsOf(witness.room, {after: witness.position}));
  return lasting(signal, () => source.close(), (lost) => {
    source.onopen = () => witness.opened();
    source.onerror = lost;
    source.onmessage = ({data, lastEventId}) => {
      witness.counts(UTF8.encode(`id: ${lastEventId}\ndata: ${data}\n\n`).length);
      witness.takes([data]);
    };
  });
}

export function webSocket(witness, signal) {
  witness.asks();
  const url = new URL(`ws/${encodeURIComponent(witness.room)}`, BASE);
  url.protocol = url.protocol.replace("http", "ws");
  url.searchParams.set("after", witness.position);
  url.searchParams.set("name", witness.name);
  const socket = new WebSocket(url, "roomcast.lines");
  socket.binaryType = "arraybuffer";
  return lasting(signal, () => socket.close(), (lost) => {
    socket.onopen = () => {
      witness.opened();
      witness.sees([`protocol: ${socket.protocol}`]);
    };
    socket.onclose = lost;
    socket.onmessage = ({data}) => {
      const text = typeof data === "string" ? data : new TextDecoder().decode(data);
      witness.counts(UTF8.encode(text).length);
      witness.takes(text.split("\n").filter(Boolean));
    };
  });
}

/** One socket for the whole page: it tells the server where to resume. */
let socketIo = null;

export async function socketIO(witness, signal) {
  const {io} = await import(new URL("socket.io/socket.io.esm.min.js", BASE).href);
  witness.asks();
  socketIo ??= io(new URL(encodeURIComponent(witness.room), BASE.origin).href, {
    path: `${BASE.pathname}socket.io/`,
    auth: {roomcast: {name: witness.name}},
    autoConnect: false,
    reconnection: false,
  });
  const socket = socketIo;
  const count = ({data}) => witness.counts(1 + UTF8.encode(data ?? "").length);
  await lasting(signal, () => cut(socket), (lost) => {
    socket.on("connect", () => {
      witness.opened();
      witness.sees([`sid: ${socket.io.engine.id}`, `transport: ${socket.io.engine.transport.name}`, `recovered: ${socket.recovered}`]);
      socket.io.engine.on("upgrade", ({name}) => witness.sees([`sid: ${socket.io.engine.id}`, `transport: ${name}`]) || witness.asks());
      socket.io.engine.on("packet", count);
    });
    socket.on("disconnect", lost);
    socket.on("connect_error", lost);
    socket.onAny((type, data) => witness.takes([JSON.stringify({type, data, offset: true})]));
    socket.connect();
  });
}

/**
 * Cuts the connection as if the network were gone: an explicit disconnect would end the session, and nothing could be recovered.
 * It takes effect immediately: the engine's own close waits for the end of an upgrade, and events that arrive meanwhile would be lost.
 */
function cut(socket) {
  socket.off();
  socket.offAny();
  const transport = socket.io.engine?.transport;
  transport?.close();
  transport?.onClose(); // a transport that is being upgraded ignores close()
}

/** Resolves when stopped, rejects when the connection is lost, and closes it either way. */
function lasting(signal, close, begin) {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => resolve(close()), {once: true});
    begin(() => signal.aborted || reject(new Error("lost")));
  }).finally(close);
}

/** Waits for the time, or until the signal aborts. */
export function rest(time, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    signal?.addEventListener("abort", () => resolve(clearTimeout(timer)), {once: true});
  });
}
