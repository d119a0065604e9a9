import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as fc from "fast-check";
import { absolutePath, baseName, cleanPath, joinPath } from "../../../../server/src/pods/uvm/windows-path.ts";
import { volumeNameLength } from "../../../../server/src/pods/uvm/windows-volume.ts";

describe("volumeNameLength", () => {
  const cases: readonly [path: string, volume: string, why?: string][] = [
    ["C:\\boot", "C:"],
    ["1:", "1:", "any character may be a drive"],
    ["é:\\x", "", "Go looks at bytes, and é is two"],
    ["boot", ""],
    ["\\boot", ""],
    ["\\\\host\\share\\x", "\\\\host\\share"],
    ["//host/share/x", "//host/share"],
    ["\\\\host", "\\\\host"],
    ["\\\\?\\C:\\x", "\\\\?\\C:"],
    ["\\\\.\\UNC\\host\\share\\x", "\\\\.\\UNC\\host\\share"],
    ["\\??\\C:\\x", "\\??\\C:"],
    ["\\\\.", "\\\\."],
  ];
  for (const [path, volume, why] of cases) {
    test(why ?? path, () => assert.equal(path.slice(0, volumeNameLength(path)), volume));
  }
});

describe("cleanPath", () => {
  const cases: readonly [path: string, cleaned: string, why?: string][] = [
    ["", "."],
    ["C:", "C:."],
    ["C:\\boot\\\\sub\\.", "C:\\boot\\sub"],
    ["C:/boot/mixed\\sep/", "C:\\boot\\mixed\\sep"],
    ["C:\\..\\..\\x", "C:\\x", "a rooted path never climbs above its root"],
    ["..\\a\\..\\..\\b", "..\\..\\b"],
    ["C:a\\..", "C:."],
    ["\\\\host\\share\\..\\x", "\\\\host\\share\\x"],
    ["//host/share", "\\\\host\\share"],
    ["a\\..\\c:\\x", ".\\c:\\x", "cleaning must not make a drive of a relative path"],
    ["\\a\\..\\??\\c:\\x", "\\.\\??\\c:\\x", "nor a device"],
  ];
  for (const [path, cleaned, why] of cases) test(why ?? path, () => assert.equal(cleanPath(path), cleaned));

  test("a cleaned path is clean", () => {
    const path = fc.string({ unit: fc.constantFrom("a", ".", "..", "\\", "/", "C:", " "), maxLength: 8 });
    fc.assert(fc.property(path, (text) => cleanPath(cleanPath(text)) === cleanPath(text)));
  });
});

describe("joinPath", () => {
  const cases: readonly [elements: readonly string[], joined: string, why?: string][] = [
    [["C:\\boot", "boot.vhd"], "C:\\boot\\boot.vhd"],
    [["C:\\boot\\", "\\boot.vhd"], "C:\\boot\\boot.vhd"],
    [["C:", "boot.vhd"], "C:boot.vhd", "a bare drive stays relative to its current folder"],
    [["..\\boot", "boot.vhd"], "..\\boot\\boot.vhd", "a relative root stays relative"],
    [[" ", "boot.vhd"], " \\boot.vhd"],
    [["\\", "??\\C:"], "\\.\\??\\C:", "no device path comes about"],
    [["", ""], ""],
    [["C:\\boot", ""], "C:\\boot"],
  ];
  for (const [elements, joined, why] of cases) {
    test(why ?? elements.join(" + "), () => assert.equal(joinPath(...elements), joined));
  }
});

describe("baseName", () => {
  const cases: readonly [path: string, name: string][] = [
    ["C:\\snap\\sandbox.vhdx", "sandbox.vhdx"],
    ["a/b/", "b"],
    ["C:", "\\"],
    ["\\\\", "\\"],
    ["", "."],
  ];
  for (const [path, name] of cases) test(path, () => assert.equal(baseName(path), name));
});

describe("absolutePath in C:\\shim", () => {
  const cases: readonly [path: string, absolute: string | undefined, why?: string][] = [
    ["", "C:\\shim", "nothing is the working directory"],
    ["boot", "C:\\shim\\boot"],
    ["..\\boot", "C:\\boot"],
    ["\\boot", "C:\\boot"],
    ["C:/boot/", "C:\\boot"],
    ["C:boot", "C:\\shim\\boot"],
    ["C:", "C:\\shim"],
    ["D:boot", "D:\\boot", "of another drive only the root is known"],
    ["C:\\boot  ", "C:\\boot", "Win32 drops blanks and dots at the end"],
    ["C:\\boot. .", "C:\\boot"],
    ["C:\\a.\\b", "C:\\a\\b", "and one dot at the end of an element"],
    ["C:\\a..\\b", "C:\\a.\\b"],
    [" C:\\boot", "C:\\shim\\ C:\\boot", "but no blank in front"],
    ["file:///C:/boot", "C:\\shim\\file:\\C:\\boot"],
    ["\\\\host\\share\\..\\x", "\\\\host\\share\\x"],
    ["\\\\?\\C:\\boot", "\\\\?\\C:\\boot"],
    ["  ", undefined, "blanks only are refused"],
    ["C:\\a\0b", undefined, "so is a NUL"],
  ];
  for (const [path, absolute, why] of cases) {
    test(why ?? path, () => assert.equal(absolutePath(path, "C:\\shim"), absolute));
  }
});
