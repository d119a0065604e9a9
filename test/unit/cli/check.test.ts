import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { encode } from "../../../server/src/files/text-encoding.ts";
import { goodPod, podWith, unquotedCode, unquotedPod } from "../../protocol/support/specs.ts";
import { runCli } from "./support.ts";

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "check-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return folder;
}

/** A value that is only warned about. */
const warnedPod = podWith('"lots"');

const exits: readonly (readonly [why: string, pod: string, options: readonly string[], code: number])[] = [
  ["nothing found", goodPod, [], 0],
  ["an error", unquotedPod, [], 1],
  ["a warning, no limit", warnedPod, [], 0],
  ["a warning within the limit", warnedPod, ["--max-warnings", "1"], 0],
  ["a warning beyond the limit", warnedPod, ["--max-warnings", "0"], 3],
  ["an error and a warning beyond the limit", `${warnedPod}---\n${unquotedPod}`, ["--max-warnings", "0"], 1],
  ["an error that was made a warning", unquotedPod, ["--severity", `${unquotedCode}=warning`], 0],
  ["an error that was switched off", unquotedPod, ["--severity", `${unquotedCode}=off`, "--max-warnings", "0"], 0],
];
for (const [why, pod, options, code] of exits) {
  test(`exit ${code}: ${why}`, async () =>
    assert.equal((await runCli(["check", "-", ...options], ".", pod)).code, code));
}

test("what cannot be read fails the run, the rest is still reported", async () => {
  const folder = folderWith({ "a.yaml": unquotedPod });
  const { code, out, err } = await runCli(["check", "a.yaml", "gone.yaml"], folder);
  assert.equal(code, 2);
  assert.match(out, new RegExp(unquotedCode));
  assert.equal(err, "confidential-pods: 'gone.yaml' does not exist.\n");
});

test("where nothing could be read, no summary says that all is well", async () => {
  const { code, out } = await runCli(["check", "gone.yaml"]);
  assert.deepEqual([code, out], [2, ""]);
  assert.equal(JSON.parse((await runCli(["check", "gone.yaml", "--format", "json"])).out).summary.files, 0);
});

test("a report that cannot be written fails the run, the others are written", async () => {
  const folder = folderWith({ "a.yaml": goodPod });
  const formats = ["json=a.yaml/x.json", "sarif=.", "pretty=a.txt"];
  const { code, err } = await runCli(["check", "a.yaml", ...formats.flatMap((format) => ["--format", format])], folder);
  assert.equal(code, 2);
  assert.deepEqual(err.split("\n"), [
    "confidential-pods: 'a.yaml/x.json' cannot be written: there is a file where its folder should be.",
    "confidential-pods: '.' cannot be written: there is a folder of its name.",
    "",
  ]);
  assert.match(readFileSync(path.join(folder, "a.txt"), "utf8"), /no errors/);
});

test("an input that may not be read is said in plain words", async () => {
  const folder = folderWith({ "list.txt": "" });
  const { err } = await runCli(["resolve", ".", "--containerd-config", "gone.toml"], folder);
  assert.match(err, /^confidential-pods: 'gone\.toml' cannot be read: there is no such file\.\n/);
});

test("files in order of their names, clean ones listed too, positions zero-based", async () => {
  const folder = folderWith({ "b.yaml": unquotedPod, "a.yaml": goodPod });
  const { out } = await runCli(["check", "--format", "json"], folder);
  const { version, files } = JSON.parse(out);
  assert.equal(version, 1);
  assert.deepEqual(
    files.map(({ file, findings }: { file: string; findings: unknown[] }) => [file, findings.length]),
    [
      ["a.yaml", 0],
      ["b.yaml", 1],
    ],
  );
  const { range, key, fixable } = files[1].findings[0];
  assert.deepEqual(range, { start: { line: 5, character: 65 }, end: { line: 5, character: 69 } });
  assert.equal(key, "io.microsoft.virtualmachine.computetopology.memory.sizeinmb");
  assert.equal(fixable, true);
});

test("standard input is named, and read as its name says", async () => {
  const json = '{"metadata":{"name":"a","uid":"b"},"annotations":{"io.microsoft.wcow.debgu":"true"}}';
  const { out } = await runCli(["check", "-", "--stdin-filename", "pods/x.json", "--format", "json"], ".", json);
  const [{ file, findings }] = JSON.parse(out).files;
  assert.equal(file, "pods/x.json");
  assert.ok(findings.length > 0);
});

for (const encoding of ["utf-8-bom", "utf-16le", "utf-16be"] as const) {
  test(`${encoding} is read, and kept by --fix`, async () => {
    const folder = folderWith({ "a.yaml": encode(unquotedPod, encoding) });
    assert.equal((await runCli(["check", "a.yaml"], folder)).code, 1);
    assert.equal((await runCli(["check", "a.yaml", "--fix"], folder)).code, 0);
    assert.deepEqual(readFileSync(path.join(folder, "a.yaml")), encode(goodPod, encoding));
  });
}

test("--fix writes what changed, with its permissions, and nothing else", async () => {
  const folder = folderWith({ "a.yaml": unquotedPod, "b.yaml": goodPod });
  chmodSync(path.join(folder, "a.yaml"), 0o640);
  const untouched = statSync(path.join(folder, "b.yaml"), { bigint: true }).mtimeNs;
  const { code, out } = await runCli(["check", "--fix", "--format", "json"], folder);
  assert.equal(code, 0);
  assert.equal(JSON.parse(out).summary.fixed, 1);
  assert.equal(readFileSync(path.join(folder, "a.yaml"), "utf8"), goodPod);
  assert.equal(statSync(path.join(folder, "a.yaml")).mode & 0o777, 0o640);
  assert.equal(statSync(path.join(folder, "b.yaml"), { bigint: true }).mtimeNs, untouched);
});

test("--fix leaves a file alone that it could not write back whole", async () => {
  const bytes = Buffer.concat([Buffer.from(unquotedPod), Buffer.from([0x23, 0xff, 0x0a])]);
  const folder = folderWith({ "a.yaml": bytes });
  const { code, err } = await runCli(["check", "a.yaml", "--fix"], folder);
  assert.equal(code, 2);
  assert.match(err, /is not fixed/);
  assert.deepEqual(readFileSync(path.join(folder, "a.yaml")), bytes);
});

test("several formats at once, each to its file", async () => {
  const folder = folderWith({ "a.yaml": unquotedPod });
  const formats = ["github", "json=out/a.json", "sarif=out/a.sarif", "junit=out/a.xml", "pretty=out/a.txt"];
  const { out } = await runCli(["check", "a.yaml", ...formats.flatMap((format) => ["--format", format])], folder);
  assert.match(out, /^::error file=a\.yaml,line=6,/);
  const written = (name: string): string => readFileSync(path.join(folder, "out", name), "utf8");
  assert.equal(JSON.parse(written("a.json")).summary.errors, 1);
  const [result] = JSON.parse(written("a.sarif")).runs[0].results;
  const { rules } = JSON.parse(written("a.sarif")).runs[0].tool.driver;
  assert.equal(rules[result.ruleIndex].id, unquotedCode);
  assert.match(written("a.xml"), /<failure type="error"/);
  assert.match(written("a.txt"), /1 error/);
});
