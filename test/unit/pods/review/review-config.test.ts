import assert from "node:assert/strict";
import { test } from "node:test";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { isTomlName, reviewConfig } from "../../../../server/src/pods/review/review-config.ts";
import { configWith } from "../handlers/samples.ts";
import { defaultProfile } from "./default-profile.ts";

const config = configWith({ mine: "SandboxIsolation = 1\nGPUVHDPath = 'x'" });
const code = "containerd-option-unread";
const found = (text: string, profile = defaultProfile): readonly string[] =>
  reviewConfig(PodFile.open("config.toml", text), profile).flatMap(({ findings }) =>
    findings.map((finding) => `${finding.severity} ${finding.code}`),
  );

test("a configuration is reviewed as one document, under the chosen severities", () => {
  assert.deepEqual(found(config), [`warning ${code}`]);
  assert.deepEqual(found(config, { ...defaultProfile, severities: new Map([[code, "error"]]) }), [`error ${code}`]);
  assert.deepEqual(found(config, { ...defaultProfile, severities: new Map([[code, "off"]]) }), []);
});

test("a comment in its head suppresses a code in the whole file", () => {
  assert.deepEqual(found(`# confidential-pods-disable-file ${code} -- old hosts\n${config}`), []);
  assert.deepEqual(found(`# confidential-pods-disable-file\n${config}`), []);
});

test("the findings are the same array as long as text and profile are the same", () => {
  const file = PodFile.open("config.toml", config);
  const [first] = reviewConfig(file, defaultProfile);
  assert.equal(reviewConfig(file, defaultProfile)[0]?.findings, first?.findings);
  file.edit([{ start: 0, end: 0, text: "# a comment\n" }]);
  assert.notEqual(reviewConfig(file, defaultProfile)[0]?.findings, first?.findings);
});

test("TOML is told by the name", () => {
  assert.deepEqual(["a/config.toml", "CONFIG.TOML", "config.toml.yaml"].map(isTomlName), [true, true, false]);
});
