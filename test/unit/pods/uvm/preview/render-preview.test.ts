import assert from "node:assert/strict";
import { test } from "node:test";
import type { Platform } from "../../../../../server/src/pods/manifest/annotation-set.ts";
import { keys } from "../../../../../server/src/pods/uvm/annotation-keys.ts";
import { writeGoJson } from "../../../../../server/src/pods/uvm/plan/go-json.ts";
import { renderPreview } from "../../../../../server/src/pods/uvm/preview/render-preview.ts";
import { type Named, policy } from "../sandbox.ts";
import { previewed } from "./preview.ts";

const confidential: Named = { wcowSecurityPolicy: policy };

/** The JSON below the comments, without remarks; none of these documents has `//` in a string. */
const documentOf = (text: string): unknown => JSON.parse(text.replaceAll(/ ?\/\/.*$/gm, ""));

for (const [platform, named] of [
  ["wcow", {}],
  ["wcow", { ...confidential, wcowDebugMode: "true", wcowDebugDataPath: "C:\\dbg", consolePipe: "\\\\.\\pipe\\x" }],
  ["lcow", { kernelBootOptions: "a\nb" }],
  ["lcow", { lcowSecurityPolicy: policy, lcowHclEnabled: "false" }],
] as const satisfies readonly (readonly [Platform, Named])[]) {
  test(`the document is whole below the comments: ${platform} ${JSON.stringify(named)}`, () => {
    const sandbox = previewed(platform, named);
    assert.deepEqual(documentOf(renderPreview(sandbox)), JSON.parse(writeGoJson(sandbox.plan.document)));
  });
}

const lines: readonly (readonly [why: string, platform: Platform, named: Named, line: string])[] = [
  ["the VM in one line", "wcow", confidential, "// Confidential WCOW · SecureNestedPaging · 2048 MB · 2 CPUs"],
  ["an annotation's value", "wcow", { memorySizeInMB: "4096" }, `        "SizeInMB": 4096, // ${keys.memorySizeInMB}`],
  ["a step of the plan", "wcow", {}, "//   grant           C:\\snap\\vm\\sandbox.vhdx to this VM"],
  [
    "what a step is for",
    "wcow",
    confidential,
    "//   disk identifier C:\\snap\\sandbox.vhdx: a7b3c5d1-4e2f-4a8b-9c6d-1e3f5a7b9c2d",
  ],
  [
    "a value that was replaced",
    "wcow",
    { memorySizeInMB: "3001" },
    `//   ${keys.memorySizeInMB}: "3001" → 3002 (memory is rounded up to an even number of MB)`,
  ],
  [
    "what a file is, and which annotation names it",
    "wcow",
    { ...confidential, bootFilesRootPath: "D:\\boot" },
    `              "Path": "D:\\\\boot\\\\rootfs.vhd", // the VHD of the operating system (${keys.bootFilesRootPath})`,
  ],
  [
    "a controller",
    "wcow",
    {},
    '        "df6d0690-79e5-55b6-a5ec-c1e2f77f580a": { // an identifier that hcsshim gives its controllers',
  ],
  ["an hv-socket service", "wcow", {}, '            "172dad59-976d-45f2-8b6c-6d1b13f2ac4d": { // default'],
  [
    "a registry value",
    "wcow",
    { containerProcessDumpLocation: "C:\\d" },
    `          "Name": "Start", // ${keys.containerProcessDumpLocation}`,
  ],
  [
    "a NUMA node",
    "lcow",
    {
      allowOvercommit: "false",
      numaMappedPhysicalNodes: "1",
      numaCountOfProcessors: "2",
      numaCountOfMemoryBlocks: "1024",
    },
    `            "PhysicalNodeNumber": 1, // ${keys.numaMappedPhysicalNodes}`,
  ],
];
for (const [why, platform, named, line] of lines) {
  test(`a preview shows ${why}`, () => {
    const shown = renderPreview(previewed(platform, named)).split("\n");
    assert.ok(shown.includes(line), shown.join("\n"));
  });
}

test("a refused sandbox has its reasons and no document", () => {
  const text = renderPreview(previewed("wcow", { ...confidential, memorySizeInMB: "1024" }));
  assert.match(text, /^\/\/ Refused\n\/\/ {3}minimum 2048MB of memory is required for confidential pods, got: 1024$/m);
  assert.match(text, /\n\/\/ HCS document\nnull\n$/);
});

test("no value breaks out of its comment", () => {
  const text = renderPreview(
    previewed("wcow", { dumpDirectoryPath: 'C:\\a\n{"b": 1}\u2028x', processorCount: "1\n2" }),
  );
  const strange = text.split(/[\n\u2028]/).filter((line) => line.startsWith('{"b"') || line === "x");
  assert.deepEqual(strange, []);
});
