/** As much of `node:assert/strict` as tests need that run in the browser's extension host too. */
function ok(value: unknown, message = "expected to be truthy"): asserts value {
  if (!value) throw new Error(message);
}

function equal(actual: unknown, expected: unknown, message?: string): void {
  ok(Object.is(actual, expected), `${message ?? "not equal"}: ${show(actual)}, not ${show(expected)}`);
}

function deepEqual(actual: unknown, expected: unknown, message?: string): void {
  ok(show(actual) === show(expected), `${message ?? "not equal"}: ${show(actual)}, not ${show(expected)}`);
}

function match(text: string, pattern: RegExp, message?: string): void {
  ok(pattern.test(text), `${message ?? "no match"} of ${String(pattern)} in ${show(text)}`);
}

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

export default { ok, equal, deepEqual, match };
