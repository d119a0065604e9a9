// A second try for tests that drive a foreign program: VS Code's window, or Node under Wine.
//
// On a loaded machine such a program loses a key or an event now and then, and nothing of ours is wrong. So a test that
// fails is played again from the start of its group, with everything fresh. It fails where it fails twice; where it
// passes the second time, it is told as flaky with what it failed of first, and counts as passed. Tests of our own
// processes have a narrower rule, in `run-unit.mjs`.

/**
 * @typedef {{ name: string, error: string }} Failure
 * @typedef {{ passed: number, skipped?: number, failures: readonly Failure[] }} Outcome of one try
 */

/** Each try but the last is for tests that failed for the first time. */
export const mostTries = 3;

/**
 * Plays a group of tests, again while tests fail that did not fail before.
 * @param {(isKnown: (name: string) => boolean) => Promise<Outcome>} play one try; `isKnown` tells of a test whether its
 *   failure counts: it failed before, or there is no further try. After another's failure a try may end early.
 * @param {{ again: string, say?: (text: string) => void }} options `again`: what is fresh the second time
 * @returns {Promise<import("./group-result.mjs").GroupResult>}
 */
export async function withSecondTry(play, { again, say = console.error }) {
  /** @type {Map<string, Failure>} */
  const first = new Map();
  for (let tries = 1; ; tries++) {
    const isLast = tries === mostTries;
    const { passed, skipped = 0, failures } = await play((name) => isLast || first.has(name));
    const fresh = failures.filter(({ name }) => !first.has(name));
    for (const failure of fresh) first.set(failure.name, failure);
    if (fresh.length > 0 && !isLast) {
      for (const { name, error } of fresh) say(`failed once, and is played again: ${name}\n${error}`);
      continue;
    }
    const failed = new Set(failures.map(({ name }) => name));
    for (const { name, error } of failures) say(`FAILED ${name}\n${error}`);
    for (const { name, error } of first.values()) {
      if (!failed.has(name))
        say(`flaky: ${name} (passed ${again}); what it failed of first: ${error.split("\n", 1)[0]}`);
    }
    return { passed, failed: failed.size, skipped };
  }
}
