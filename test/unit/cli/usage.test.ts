import assert from "node:assert/strict";
import { test } from "node:test";
import { runCli } from "./support.ts";

const wrong: readonly (readonly [args: readonly string[], message: RegExp])[] = [
  [[], /which command/],
  [["chek"], /no command 'chek'/],
  [["check", "--fromat", "json"], /--fromat/],
  [["check", "--format", "xml"], /--format takes pretty, json, sarif, junit, github; not 'xml'/],
  [["check", "--format", "json", "--format", "sarif"], /only one --format can go to standard output/],
  [["check", "--format", "json="], /names no file/],
  [["check", "--severity", "annotation-not-string"], /CODE=LEVEL/],
  [["check", "--severity", "no-such-rule=off"], /no rule 'no-such-rule'/],
  [["check", "--severity", "annotation-not-string=fatal"], /error, warning, information, hint, off; not 'fatal'/],
  [["check", "--max-warnings", "many"], /--max-warnings takes a whole number/],
  [["check", "--max-warnings", "-1"], /--max-warnings/],
  [["check", "--platform", "windows"], /--platform takes wcow, lcow/],
  [["check", "--isolation", "vm"], /--isolation takes hypervisor, process/],
  [["check", "--hcsshim", "0.13"], /--hcsshim takes 0\.14, 0\.15/],
  [["check", "--host-processors", "0"], /--host-processors takes a whole number from 1 to 2048/],
  [["check", "-", "a.yaml"], /cannot be mixed/],
  [["check", "a.yaml", "--stdin-filename", "b.yaml"], /--stdin-filename needs '-'/],
  [["check", "-", "--fix"], /--fix writes files/],
  [["resolve"], /resolve needs a path/],
  [["rules", "extra"], /takes no arguments/],
  [["explain"], /one rule code/],
  [["explain", "not-string"], /no rule 'not-string'; near it: .*annotation-not-string/],
];
for (const [args, message] of wrong) {
  test(`wrong: ${args.join(" ")}`, async () => {
    const { code, out, err } = await runCli(args);
    assert.equal(code, 2);
    assert.equal(out, "");
    assert.match(err, message);
    assert.match(err, /Try 'confidential-pods.* --help'/);
  });
}

const helpful: readonly (readonly string[])[] = [
  ["--help"],
  ["help"],
  ["-h"],
  ["check", "--help"],
  ["check", "a.yaml", "-h"],
  ["resolve", "--help"],
  ["rules", "--help"],
  ["explain", "--help"],
  ["help", "check"],
];
for (const args of helpful) {
  test(`help: ${args.join(" ")}`, async () => {
    const { code, out, err } = await runCli(args);
    assert.deepEqual({ code, err }, { code: 0, err: "" });
    assert.match(out, /^(?:Usage: confidential-pods|confidential-pods: )/);
  });
}

test("the version", async () => assert.match((await runCli(["--version"])).out, /^\d+\.\d+\.\d+\n$/));
