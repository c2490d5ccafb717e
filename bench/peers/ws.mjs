// ws alone: a WebSocket server that sends each message to everybody in the room of its URL, its sender among them.
import { createServer } from "node:http";
import "./heap.mjs";
import { WebSocketServer } from "ws";

const http = createServer();
const rooms = new Map();

new WebSocketServer({ server: http, perMessageDeflate: false }).on("connection", (socket, request) => {
  const name = new URL(request.url, "http://localhost").searchParams.get("room") ?? "";
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room.add(socket));
  socket.on("message", (data) => room.forEach((member) => member.send(data, { binary: false })));
  socket.on("error", () => {});
  socket.on("close", () => room.delete(socket));
});
http.listen(0, "127.0.0.1", 1024, () => console.log(`ready: http://127.0.0.1:${http.address().port}`));
