/**
 * Lanes of equal height, one below the other. Everything flies from right to left at the same speed, so a message never touches
 * the one before it if it starts after that one is completely in.
 */
export class Lanes {
  #free; // by lane: the time from which its right end is free
  #speed;
  #gap;

  /** @param speed pixels per millisecond; @param gap pixels between two messages in a lane */
  constructor(count, speed, gap) {
    this.#free = Array(count).fill(0);
    this.#speed = speed;
    this.#gap = gap;
  }

  /** Returns the first of so many adjacent lanes that are free now, or -1. */
  find(now, span) {
    const needed = Math.min(span, this.#free.length);
    let row = 0;
    for (let lane = 0; lane < this.#free.length; lane++) {
      row = this.#free[lane] <= now ? row + 1 : 0;
      if (row === needed) {
        return lane - needed + 1;
      }
    }
    return -1;
  }

  /** Starts something of this width now, in so many lanes from this one on. */
  take(now, lane, span, width) {
    this.#free.fill(now + (width + this.#gap) / this.#speed, lane, lane + span);
  }

  /** Changes the number of lanes, and moves their right ends so many pixels to the left. */
  change(count, nearer) {
    const later = Math.max(0, nearer) / this.#speed;
    this.#free = Array.from({length: count}, (_, lane) => (this.#free[lane] ?? 0) + later);
  }
}
