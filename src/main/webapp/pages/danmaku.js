/** A message on a danmaku wall: a text with a colour and a size, as `{msg, color, size}` or as plain text. */

const COLOUR = /^#[0-9a-f]{6}$/i;
const LONGEST = 200;

export const TYPE = "danmaku";
export const PLAIN = {color: "#ffffff", size: 32};
const SMALLEST = 16;
const LARGEST = 72;

/** Returns the message in an event's data, or nothing if they are not for a wall. */
export function danmaku(data) {
  const {msg, color, size} = typeof data === "object" && data !== null ? data : {msg: data};
  if (typeof msg !== "string" || !msg.trim()) {
    return null;
  }
  return {
    text: short(msg.trim().replace(/\s+/g, " ")),
    color: COLOUR.test(color) ? color : PLAIN.color,
    size: Math.min(LARGEST, Math.max(SMALLEST, Number(size) || PLAIN.size)),
  };
}

/** Shortens a text, so that no message flies by for minutes. */
function short(text) {
  const letters = Array.from(text);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : text;
}
