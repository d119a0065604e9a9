import assert from "node:assert/strict";
import { test } from "node:test";
import { isPassedOn, matchGoPath } from "../../../../server/src/pods/annotations/go-path-match.ts";

/** Pattern, name, result: the grammar of Go's `path.Match`. */
const cases: readonly (readonly [string, string, boolean | "bad pattern"])[] = [
  ["abc", "abc", true],
  ["abc", "abcd", false],
  ["*", "abc", true],
  ["*c", "abc", true],
  ["a*", "a", true],
  ["a*", "abc", true],
  ["a*", "ab/c", false], // a star does not cross a slash
  ["a*/b", "abc/b", true],
  ["a*/b", "a/c/b", false],
  ["a*b*c*d*e*/f", "axbxcxdxe/f", true],
  ["a*b*c*d*e*/f", "axbxcxdxexxx/f", true],
  ["a*b*c*d*e*/f", "axbxcxdxe/xxx/f", false],
  ["a*b?c*x", "abxbbxdbxebxczzx", true],
  ["a*b?c*x", "abxbbxdbxebxczzy", false],
  ["ab[c]", "abc", true],
  ["ab[b-d]", "abc", true],
  ["ab[e-g]", "abc", false],
  ["ab[^c]", "abc", false],
  ["ab[^b-d]", "abc", false],
  ["ab[^e-g]", "abc", true],
  ["a\\*b", "a*b", true],
  ["a\\*b", "ab", false],
  ["a?b", "a☺b", true], // one character, however many bytes
  ["a[^a]b", "a☺b", true],
  ["a???b", "a☺b", false],
  ["[a-ζ]*", "α", true],
  ["*[a-ζ]", "A", false],
  ["a?b", "a/b", false],
  ["a*b", "a/b", false],
  ["[\\]a]", "]", true],
  ["[\\-]", "-", true],
  ["[x\\-]", "-", true],
  ["[\\-x]", "a", false],
  ["*x", "xxx", true], // the last run must reach the end of the name
  ["", "", true],
  ["", "a", false],
  ["[]a]", "]", "bad pattern"], // a closing bracket must be escaped to stand in a class
  ["[-]", "-", "bad pattern"],
  ["[x-]", "x", "bad pattern"],
  ["[-x]", "x", "bad pattern"],
  ["\\", "a", "bad pattern"],
  ["[a-b-c]", "a", "bad pattern"],
  ["[", "a", "bad pattern"],
  ["[^", "a", "bad pattern"],
  ["[^bc", "a", "bad pattern"],
  ["a[", "a", "bad pattern"],
  ["a/b[", "x", "bad pattern"], // malformed whether or not the name gets there
];

test("a pattern matches as Go's path.Match says", () => {
  for (const [pattern, name, expected] of cases) {
    assert.equal(matchGoPath(pattern, name), expected, `${pattern} on ${name}`);
    assert.equal(isPassedOn(name, [pattern]), expected === true, `${name} by ${pattern}`);
  }
});

test("containerd's default list lets the UVM family through and drops the debug pair", () => {
  const patterns = ["io.microsoft.virtualmachine.*"];
  assert.ok(isPassedOn("io.microsoft.virtualmachine.wcow.securitypolicy", patterns));
  assert.ok(!isPassedOn("io.microsoft.wcow.debug", patterns));
  assert.ok(!isPassedOn("microsoft.com/hostprocess-container", ["*"]), "the key has a slash");
  assert.ok(
    isPassedOn("microsoft.com/hostprocess-container", ["[", "microsoft.com/*"]),
    "a bad pattern matches nothing",
  );
  assert.ok(!isPassedOn("io.microsoft.virtualmachine.wcow.securitypolicy", []));
});
