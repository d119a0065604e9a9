// `npm test`: builds, then runs every test; the last line is the totals. With CI=true a test that could not run is a failure.
import { describe, isGood, singleCheck, sum } from "./group-result.mjs";
import { groups } from "./groups.mjs";
import { root } from "./paths.mjs";
import { runInTime } from "./run-in-time.mjs";

/** Minutes after which nothing is run again: whoever waits for the totals does not wait for ever. */
const enough = 40;

const started = Date.now();
const minutesSince = (time) => (Date.now() - time) / 60_000;

/**
 * @param {import("./groups.mjs").Group} group
 * @returns {Promise<{ result: import("./group-result.mjs").GroupResult, isWhole: boolean }>} isWhole: it came to its end
 */
async function runGroup({ args, minutes, counts = false }) {
  const { status, output, isLate } = await runInTime(process.execPath, args, { cwd: root, minutes });
  const lines = output.trimEnd().split("\n");
  if (isLate) lines.push(`It took longer than ${minutes} minutes, and was ended.`);
  const isWhole = !isLate && (counts ? /^\{"passed".*\}$/.test(lines.at(-1) ?? "") : true);
  const result = counts && isWhole ? JSON.parse(lines.pop() ?? "{}") : singleCheck(isWhole && status === 0);
  // What went well says nothing, except which tests passed only the second time, and how long each theme took.
  if (result.failed > 0) console.error(lines.join("\n"));
  else if (counts && lines.join("") !== "") console.log(lines.join("\n"));
  return { result, isWhole };
}

const results = [];
for (const group of groups) {
  const { name } = group;
  const begun = Date.now();
  let { result, isWhole } = await runGroup(group);
  if (!isWhole && minutesSince(started) < enough) {
    console.log(`flaky: ${name} came to no end, and is run again`);
    ({ result, isWhole } = await runGroup(group));
  }
  results.push(result);
  console.log(`${name}: ${describe(result)} (${(minutesSince(begun) * 60).toFixed(1)} s)`);
  if (result.note !== undefined) console.log(`${name} was skipped: ${result.note}`);
  // Nothing that follows can tell anything about a program that does not build.
  if (name === "build" && result.failed > 0) break;
}

const total = sum(results);
process.exitCode = isGood(total) ? 0 : 1;
console.log(`${(minutesSince(started) * 60).toFixed(0)} s in all`);
console.log(describe(total));
