/**
 * Lanes of one height, one under another. All that flies in them goes from right to left at one speed: it never touches what
 * flies before it when it sets out after the other has come in.
 */
export class Lanes {
  #free; // by lane: from when on its right end is free
  #speed;
  #gap;

  /** @param speed pixels in a millisecond; @param gap pixels between two in one lane */
  constructor(count, speed, gap) {
    this.#free = Array(count).fill(0);
    this.#speed = speed;
    this.#gap = gap;
  }

  /** The first of so many neighbouring lanes that are free now; -1 when there is none. */
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

  /** Something so wide sets out now in so many lanes from this one on. */
  take(now, lane, span, width) {
    this.#free.fill(now + (width + this.#gap) / this.#speed, lane, lane + span);
  }

  /** There are more lanes or fewer, and their right ends lie so many pixels further left than before. */
  change(count, nearer) {
    const later = Math.max(0, nearer) / this.#speed;
    this.#free = Array.from({length: count}, (_, lane) => (this.#free[lane] ?? 0) + later);
  }
}
