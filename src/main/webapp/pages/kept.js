/** Values that the browser keeps between visits. If it forbids storage, nothing is kept. */

/** Returns the value kept under a key, or nothing. */
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
    // The page asks again next time.
  }
}
