// A user's program in TypeScript. It is compiled and never run.
import {connect, RoomcastError, type Cast, type Client, type Gap, type Room, type RoomEvent, type State} from "../../main/client/roomcast.js";

interface Point {
  readonly x: number;
  readonly y: number;
}

const client: Client = connect("./", {name: "ann", token: async () => "abc", transports: ["websocket", "poll"], queue: 10, upgrade: 100});
const controller = new AbortController();
const room: Room = client.join("lobby", {last: 50, lag: "latest", signal: controller.signal});

room.on("message", ({from, data, offset}) => console.log(from?.name, data, offset + 1));
room.on<Point>("point", (event: RoomEvent<Point>) => console.log(event.data.x + event.data.y));
room.on("gap", ({from, to, reason}: Gap) => console.log(from ?? 0, to ?? 0, reason));
room.on("presence", ({joined, left, count}) => console.log(joined.length + left.length + count));
room.on("ask", (question, answer) => answer(question.id));
client.on("state", (state: State) => console.log(state));
client.on("error", (error: RoomcastError) => console.log(error.code, error.message));
client.on("alive", () => console.log("alive"));

async function speak(): Promise<void> {
  const off = room.on("pending", (pending) => console.log(pending.map(({id}) => id)));
  const position: string | undefined = await room.publish("point", {x: 1, y: 2}, {to: ["b"], echo: false, id: "one"});
  console.log(position, room.position, room.behind, room.members[0]?.name, room.me?.id, await room.history(10));
  for await (const event of room) {
    console.log(event.type);
    break;
  }
  off();
  room.leave();
  client.close();
}

// @ts-expect-error a state is one of five
const wrong: State = "sleeping";
// @ts-expect-error nothing can be written there
room.position = "0:0";
// @ts-expect-error only what JSON has can be published
void room.publish("message", () => 1);
// @ts-expect-error no such transport
connect("./", {transports: ["pigeon"]});

// The old names still compile.
const old: Cast = connect("./", {climb: 100});

export {speak, wrong, old};
