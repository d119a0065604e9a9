// A reporter for node's test runner: failures with their reason, then one JSON line with the counts.
import { inspect } from "node:util";

const counted = { pass: "passed", fail: "failed", cancelled: "failed", skipped: "skipped", todo: "skipped" };

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* quietReporter(events) {
  const result = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type === "test:fail" && isOwnFailure(data)) yield failure(data);
    else if (type === "test:stderr" || type === "test:stdout") yield data.message;
    else if (type === "test:diagnostic") {
      const [, name, count] = /^(\w+) (\d+)$/.exec(data.message) ?? [];
      if (name in counted) result[counted[name]] += Number(count);
    }
  }
  yield `${JSON.stringify(result)}\n`;
}

/** A suite fails with its tests, which are told by themselves. */
const isOwnFailure = ({ details }) => details.error?.failureType !== "subtestsFailed";

function failure({ name, file, line, details }) {
  const { cause = details.error } = details.error ?? {};
  const reason = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
  return `FAILED ${name} (${file}:${line})\n${reason}\n\n`;
}
