import assert from "node:assert/strict";
import { test } from "node:test";
import { failurePage, overviewPage } from "../../../../client/src/artifacts/overview/overview-page.ts";
import type { DiskOverview } from "../../../../server/src/protocol.ts";

const hostile = `"><script>alert(1)</script>&'`;

const overview: DiskOverview = {
  kind: "vhd-differencing",
  fileSize: 4096,
  virtualSize: 8192,
  allocatedSize: 2048,
  blockSize: 2048,
  sectorSize: 512,
  identifier: "id",
  chain: [
    { kind: "vhd-differencing", name: "child", isMissing: false },
    { kind: "parent", name: hostile, isMissing: true },
  ],
  verdict: hostile,
  scheme: "gpt",
  diskId: hostile,
  partitions: [
    {
      index: 0,
      offset: 0,
      size: 8192,
      typeName: hostile,
      name: hostile,
      id: "",
      fileSystem: null,
      explanation: hostile,
      content: hostile,
    },
  ],
  allocation: [0, 0.5, 0.5, 1],
  stored: { count: 60, first: [{ offset: 2048, size: 6144 }] },
  artifacts: [
    { kind: "boot-configuration", partition: 0, path: "BCD" },
    { kind: "boot-status-log", partition: 0, path: hostile },
  ],
  text: "",
  problems: [{ code: "parent-missing", message: hostile, offset: 512 }],
};
const context = { name: hostile, nonce: "n0nce", linkTo: ({ path }: { readonly path: string }) => `command:x?${path}` };

test("nothing of a foreign disk becomes markup", () => {
  for (const page of [
    overviewPage(overview, context),
    overviewPage({ ...overview, text: hostile }, context),
    failurePage(hostile, hostile, "n0nce"),
  ]) {
    assert.doesNotMatch(page, /<script|alert\(1\)<\/script/);
    assert.match(page, /&lt;script&gt;/);
  }
});

test("the policy of the page lets in its own style and nothing else", () => {
  const page = overviewPage(overview, context);
  assert.match(page, /content="default-src 'none'; style-src 'nonce-n0nce'; base-uri 'none'; form-action 'none'"/);
  assert.doesNotMatch(page, /\bsrc=|\bon\w+=|<(iframe|img|link)\b/);
});

test("a disk's page has offsets of its problems, missing parents, and what a person asks for first at the top", () => {
  const page = overviewPage(overview, context);
  assert.match(page, /<code>512<\/code>/);
  assert.match(page, /\(missing\)/);
  assert.ok(page.indexOf("Boot status log") < page.indexOf("Boot configuration data"));
});

test("neighbors that are stored alike are one stretch of the picture", () => {
  const page = overviewPage(overview, context);
  assert.equal(page.match(/class="stored"/g)?.length, 2);
  assert.match(page, /aria-label="Allocation map: 50 % of the disk is stored; 1 partition"/);
});

test("what the picture shows is also told in words, without a script", () => {
  const page = overviewPage(overview, context);
  assert.match(page, /<summary>Stored: 2 KiB of 8 KiB, in 60 stretches<\/summary>/);
  assert.match(page, /<code>2048<\/code><\/td><td>6\u00a0KiB<\/td>/);
  assert.match(page, /And 59 more\./);
  assert.match(page, /VHD, differencing/);
});

test("an artifact's own text says what is wrong with it: only problems of its container stand below", () => {
  const text = "Problems\n  at 7: The signature is wrong.";
  assert.doesNotMatch(overviewPage({ ...overview, text, problems: [] }, context), /None were found/);
  assert.match(overviewPage({ ...overview, text }, context), /<code>parent-missing<\/code>/);
});
