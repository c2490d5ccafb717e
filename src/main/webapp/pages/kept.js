/** What this browser keeps between visits; a browser may forbid it, and then nothing is kept. */

/** What was kept under a key, or nothing. */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then it is asked for again next time.
  }
}
