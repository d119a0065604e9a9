/** Runs work once the messages that have arrived are read. Browsers have no `setImmediate`; a timer of nothing is near it. */
export function inNextTurn(work: () => void): void {
  if (typeof setImmediate === "function") setImmediate(work);
  else setTimeout(work, 0);
}

/** Lets other messages have their turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => inNextTurn(resolve));
