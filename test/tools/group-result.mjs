// What a group of tests came to, and the sum of several.

/**
 * @typedef {object} GroupResult
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} [note] one line: why tests were skipped and the command that helps
 */

/** @param {string} note @returns {GroupResult} a group that could not run at all */
export const skippedGroup = (note) => ({ passed: 0, failed: 0, skipped: 1, note });

/** @param {boolean} passed @returns {GroupResult} a group that is one check */
export const singleCheck = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/** @param {readonly GroupResult[]} groups @returns {GroupResult} */
export function sum(groups) {
  const total = (name) => groups.reduce((count, group) => count + group[name], 0);
  return { passed: total("passed"), failed: total("failed"), skipped: total("skipped") };
}

/** @param {GroupResult} result */
export const describe = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** With CI=true a test that did not run is as bad as one that failed. @param {GroupResult} result */
export const isGood = ({ failed, skipped }) => failed === 0 && (skipped === 0 || process.env.CI !== "true");
