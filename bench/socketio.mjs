// A Socket.IO server that sends each message to everybody, its sender among them. FanOut starts it.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });
io.on("connection", (socket) => socket.on("message", (data) => io.emit("message", data)));
http.listen(0, "127.0.0.1", () => console.log(`ready: http://127.0.0.1:${http.address().port}`));
