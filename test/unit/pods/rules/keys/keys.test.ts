import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Target } from "../../../../../server/src/pods/target.ts";
import { asDocument, findingsIn, raisedBy, summary } from "../sample.ts";

interface Case {
  readonly what: string;
  readonly lines: string;
  readonly expected: readonly string[];
  readonly target?: Partial<Target>;
}

const vm = "io.microsoft.virtualmachine";

const cases: readonly Case[] = [
  {
    what: "a misspelt key",
    lines: `${vm}.wcow.writeable_efi: "true"`,
    expected: [`unknown-key warning ${vm}.wcow.writeable_efi`],
  },
  {
    what: "a blank before a key, beside one that is right",
    lines: `" ${vm}.fullyphysicallybacked": "true"\n${vm}.storageqos.iopsmaximum: "10"`,
    expected: [`unknown-key warning  ${vm}.fullyphysicallybacked`],
  },
  {
    what: "a key in the wrong case",
    lines: `IO.Microsoft.VirtualMachine.FullyPhysicallyBacked: "true"`,
    expected: ["key-case warning IO.Microsoft.VirtualMachine.FullyPhysicallyBacked"],
  },
  {
    what: "a key that is gone for good",
    lines: `${vm}.saveastemplate: "true"`,
    expected: [`removed-key warning ${vm}.saveastemplate`],
  },
  {
    what: "a key of the Azure CRI, which is not hcsshim's business",
    lines: "io.microsoft.cri.container.imageattachedfragments: x",
    expected: ["removed-key hint io.microsoft.cri.container.imageattachedfragments"],
  },
  {
    what: "the old boot files key under the release that reads it",
    lines: `${vm}.lcow.bootfilesrootpath: 'C:\\boot'`,
    expected: [],
    target: { hcsshim: "0.14" },
  },
  {
    what: "the debug pair under a release that does not know it",
    lines: "io.microsoft.wcow.debug: 'true'\nio.microsoft.wcow.debug_data_path: 'C:\\debug'",
    expected: [
      "key-not-in-release warning io.microsoft.wcow.debug",
      "key-not-in-release warning io.microsoft.wcow.debug_data_path",
    ],
    target: { hcsshim: "0.14" },
  },
  {
    what: "a key that nothing reads",
    lines: "io.microsoft.cri.tenant-sandbox-id: x",
    expected: ["never-read-key warning io.microsoft.cri.tenant-sandbox-id"],
  },
  {
    what: "keys of others",
    lines: 'microsoft.com/teams: "x"\nprometheus.io/scrape: "true"\nio.katacontainers.config.runtime: "y"',
    expected: [],
  },
];

suite("keys", () => {
  for (const { what, lines, expected, target } of cases) {
    test(what, () => assert.deepEqual(summary(findingsIn(asDocument(lines), target)), expected));
  }

  test("a key without a value is still being typed", () => {
    assert.deepEqual(findingsIn(asDocument(`${vm}.fullyphysicallybacked: "true"\n${vm}.fully:`)), []);
  });

  test("the earlier of two equal keys is the one without effect", () => {
    const [first, ...rest] = findingsIn(
      asDocument(`${vm}.fullyphysicallybacked: "true"\n${vm}.fullyphysicallybacked: "false"`),
    );
    assert.deepEqual(rest, []);
    assert.equal(first?.code, "duplicate-key");
    assert.ok(first.related.every(({ span }) => span.start > first.span.end));
  });

  test("the nearest key is named in the message", () => {
    const [finding] = findingsIn(asDocument('io.microsoft.container.processdumpcount: "5"'));
    assert.match(finding?.message ?? "", /io\.microsoft\.wcow\.processdumpcount/);
  });

  test("internal keys are pointed out quietly", () => {
    assert.deepEqual(raisedBy("internal-key", asDocument(`${vm}.lcow.extra-vsock-ports: "1"`)), [
      `hint ${vm}.lcow.extra-vsock-ports`,
    ]);
  });
});
