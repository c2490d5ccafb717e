/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};

/** The state of a client: `offline` while the browser has no network; `ended` is final. */
export type State = "connecting" | "live" | "resuming" | "offline" | "ended";

/** The transports, the best first: a WebSocket, an HTTP stream, polls that wait, polls that do not. */
export type Transport = "websocket" | "stream" | "wait" | "poll";

/** The codes in the protocol's table. A newer server may send others. */
export type Code =
  | "bad_json" | "bad_command" | "bad_room" | "bad_position" | "bad_utf8" | "too_large" | "too_fast" | "too_many"
  | "conflict" | "not_found" | "forbidden" | "unauthorized" | "busy" | "gone" | "unavailable" | "replaced"
  | "draining" | "idle" | "slow" | "kicked" | "closed" | (string & {});

export interface Member {
  readonly id: string;
  readonly name: string;
}

export interface Guest {
  readonly name: string;
  readonly guest: true;
}

/** An event in a room. Without `from` it comes from a program on the server. */
export interface RoomEvent<Data = Json> {
  readonly room: string;
  readonly offset: number;
  readonly type: string;
  readonly at: string;
  readonly from?: Member | Guest;
  readonly data: Data;
  readonly args?: boolean;
  readonly to?: readonly string[];
}

export interface Presence {
  readonly joined: readonly Member[];
  readonly left: readonly Member[];
  readonly members: readonly Member[];
  readonly count: number;
}

/** Events that this client will never receive. */
export interface Gap {
  readonly room: string;
  readonly from?: number;
  readonly to?: number;
  readonly position: string;
  readonly reason: "trimmed" | "skipped" | "epoch";
  readonly private?: boolean;
}

/** A question that a program asks this client alone. */
export interface Question {
  readonly room: string;
  readonly id: string;
  readonly type: string;
  readonly data: Json;
  readonly args?: boolean;
  readonly within: number;
}

export interface Pending {
  readonly id: string;
  readonly type: string;
  readonly data: Json;
  readonly to?: string | readonly string[];
  readonly echo?: boolean;
}

export class RoomcastError extends Error {
  readonly code: Code;
}

export interface ConnectOptions {
  name?: string;
  /** The token of an earlier welcome, or a function that returns a token. */
  token?: string | (() => string | Promise<string>);
  signal?: AbortSignal;
  transports?: readonly Transport[];
  /** Milliseconds that a new connection may stay silent before the client gives it up. */
  opening?: number;
  /** Seconds that a long poll waits. */
  wait?: number;
  /** Milliseconds between polls that do not wait. */
  poll?: number;
  /** The longest pause between two attempts to connect, in milliseconds. */
  slowest?: number;
  /** Milliseconds until a WebSocket is tried again beside a worse transport; longer each time. */
  upgrade?: number;
  /** @deprecated The old name of `upgrade`. */
  climb?: number;
  /** How many publishes may wait to be acknowledged. */
  queue?: number;
}

export interface JoinOptions {
  /** Where to begin: after a position, with the last n events, or with the events since an instant. The default is the end. */
  after?: string;
  last?: number;
  since?: string;
  /** Whether the server may skip events when this client is slow: `latest` allows it. */
  lag?: "all" | "latest";
  signal?: AbortSignal;
}

export interface PublishOptions {
  /** The server stores an event with the same id only once. The default is a new id. */
  id?: string;
  to?: string | readonly string[];
  /** Whether the sender receives the event as well. */
  echo?: boolean;
  signal?: AbortSignal;
}

/** Removes the listener. */
export type Off = () => void;

export interface Room extends AsyncIterable<RoomEvent> {
  readonly name: string;
  readonly me: Member | null;
  /** The position after the last event that arrived. */
  readonly position: string;
  /** How many events of the log have not arrived yet. */
  readonly behind: number;
  readonly members: readonly Member[];
  readonly count: number;
  /** What was published and is not acknowledged yet. */
  readonly pending: readonly Pending[];
  /** Why the room ended; null while it has not. */
  readonly ended: RoomcastError | null;
  on(type: "presence", listener: (presence: Presence) => void): Off;
  on(type: "gap", listener: (gap: Gap) => void): Off;
  on(type: "pending", listener: (pending: readonly Pending[]) => void): Off;
  on(type: "end", listener: (why: RoomcastError) => void): Off;
  on(type: "ask", listener: (question: Question, answer: (data: Json) => void) => void): Off;
  on(type: "welcome", listener: (welcome: {readonly recovered: boolean; readonly head: string}) => void): Off;
  /** Events of one type. The type `event` stands for all of them. */
  on<Data = Json>(type: string, listener: (event: RoomEvent<Data>) => void): Off;
  /** Publishes an event. Resolves to its position once it is stored, or to undefined if a program took it. */
  publish(type: string, data?: Json, options?: PublishOptions): Promise<string | undefined>;
  /** Publishes an event that a program takes. Resolves to the program's answer. */
  ask(type: string, data?: Json, options?: PublishOptions): Promise<Json | undefined>;
  /** The last events up to a position, by default up to the last one that arrived. */
  history(count?: number, before?: string): Promise<RoomEvent[]>;
  leave(): void;
}

export interface Client {
  readonly state: State;
  /** The transport in use; empty while the client is not connected. */
  readonly transport: Transport | "";
  readonly rooms: ReadonlyMap<string, Room>;
  on(type: "state", listener: (state: State) => void): Off;
  on(type: "error", listener: (error: RoomcastError) => void): Off;
  /** The server sent something, if only a heartbeat. */
  on(type: "alive", listener: () => void): Off;
  join(room: string, options?: JoinOptions): Room;
  /** Leaves all rooms. The client cannot be used again. */
  close(): void;
}

/** @deprecated The old name of `Client`. */
export type Cast = Client;

export function connect(base?: string | URL, options?: ConnectOptions): Client;
