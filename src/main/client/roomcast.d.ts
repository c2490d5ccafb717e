/** A value of JSON. */
export type Json = null | boolean | number | string | Json[] | {[key: string]: Json};

/** What a client is doing: `offline` when the browser has no network, `ended` for good. */
export type State = "connecting" | "live" | "resuming" | "offline" | "ended";

/** The ways to the server, the best first. */
export type Transport = "websocket" | "stream" | "wait" | "poll";

/** The codes of the protocol's table, and those that a newer server may add. */
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

/** Something that was said in a room. Without `from` it was a program on the server. */
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

/** What is missing for good. */
export interface Gap {
  readonly room: string;
  readonly from?: number;
  readonly to?: number;
  readonly position: string;
  readonly reason: "trimmed" | "skipped" | "epoch";
  readonly private?: boolean;
}

/** A question of a program to this client alone. */
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
  /** A token of an earlier welcome, or somebody who gives one. */
  token?: string | (() => string | Promise<string>);
  signal?: AbortSignal;
  transports?: readonly Transport[];
  /** Milliseconds that a new connection may stay silent. */
  opening?: number;
  /** Seconds that a poll waits. */
  wait?: number;
  /** Milliseconds between polls that do not wait. */
  poll?: number;
  /** Milliseconds between two attempts at most. */
  slowest?: number;
  /** Milliseconds until a better transport is tried again; longer each time. */
  climb?: number;
  /** How many publishes may wait. */
  queue?: number;
}

export interface JoinOptions {
  /** Where to begin: behind a position, with the last so many events, or with those since an instant; else at the end. */
  after?: string;
  last?: number;
  since?: string;
  /** Whether the server may skip events when this client is slow. */
  lag?: "all" | "latest";
  signal?: AbortSignal;
}

export interface PublishOptions {
  /** By this a repeat is known; made up where it is missing. */
  id?: string;
  to?: string | readonly string[];
  /** Whether the sender hears it as well. */
  echo?: boolean;
  signal?: AbortSignal;
}

/** Ends what it was given for. */
export type Off = () => void;

export interface Room extends AsyncIterable<RoomEvent> {
  readonly name: string;
  readonly me: Member | null;
  /** Behind the last event that came. */
  readonly position: string;
  /** How many events there are that have not come yet. */
  readonly behind: number;
  readonly members: readonly Member[];
  readonly count: number;
  /** What was published and is not yet acknowledged. */
  readonly pending: readonly Pending[];
  /** Why it is over, when it is. */
  readonly ended: RoomcastError | null;
  on(type: "presence", listener: (presence: Presence) => void): Off;
  on(type: "gap", listener: (gap: Gap) => void): Off;
  on(type: "pending", listener: (pending: readonly Pending[]) => void): Off;
  on(type: "end", listener: (why: RoomcastError) => void): Off;
  on(type: "ask", listener: (question: Question, answer: (data: Json) => void) => void): Off;
  on(type: "welcome", listener: (welcome: {readonly recovered: boolean; readonly head: string}) => void): Off;
  /** Events of a type; `event` is all of them. */
  on<Data = Json>(type: string, listener: (event: RoomEvent<Data>) => void): Off;
  /** Gives the position as soon as it is in the log for good; nothing where a program took it. */
  publish(type: string, data?: Json, options?: PublishOptions): Promise<string | undefined>;
  /** Publishes what a program takes, and gives its answer. */
  ask(type: string, data?: Json, options?: PublishOptions): Promise<Json | undefined>;
  /** The last events before a position, or before what came. */
  history(count?: number, before?: string): Promise<RoomEvent[]>;
  leave(): void;
}

export interface Cast {
  readonly state: State;
  /** How it reaches the server at the moment; empty where it does not. */
  readonly transport: Transport | "";
  readonly rooms: ReadonlyMap<string, Room>;
  on(type: "state", listener: (state: State) => void): Off;
  on(type: "error", listener: (error: RoomcastError) => void): Off;
  /** Something came from the server, if only a sign of life. */
  on(type: "alive", listener: () => void): Off;
  join(room: string, options?: JoinOptions): Room;
  /** Leaves all rooms, for good. */
  close(): void;
}

export function connect(base?: string | URL, options?: ConnectOptions): Cast;
