import assert from "node:assert/strict";
import { test } from "node:test";
import { hoverAt, openAt } from "./support/cursor.ts";
import { longFile } from "./support/specs.ts";
import { withClient } from "./support/test-client.ts";

const pod = (lines: string, runtime = "runhcs-wcow-hypervisor"): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n${lines}\nspec:\n  runtimeClassName: ${runtime}\n`;
const policy = "    io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK";

const cases: readonly (readonly [why: string, spec: string, shown: readonly RegExp[]])[] = [
  [
    "a key tells what it does, its type and its default",
    pod(`    io.microsoft.virtualmachine.|computetopology.memory.sizeinmb: "4096"`),
    [/in MB/, /\*\*Value\*\*: whole number/, /\*\*Default\*\*/, /\*\*Since\*\*: hcsshim v/],
  ],
  [
    "the value that counts, where it is rounded",
    pod(`    io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "40|97"`),
    [/`4097` becomes \*\*`4098`\*\*: memory is rounded up/],
  ],
  [
    "a shorthand by its long name",
    pod(`${policy}\n    io.microsoft.virtualmachine.wcow.isolation_type: S|NP`),
    [/`SNP` counts as `SecureNestedPaging`/],
  ],
  [
    "what a policy forces off",
    pod(`${policy}\n    io.microsoft.virtualmachine.computetopology.memory.|allowovercommit: "true"`),
    [/becomes \*\*`false`\*\*: a confidential pod is always physically backed/, /Kubernetes refuses the key/],
  ],
  [
    "that containerd drops the debug key",
    pod(`${policy}\n    io.microsoft.wcow.de|bug: "true"\n    io.microsoft.wcow.debug_data_path: 'C:\\d'`),
    [
      /\*\*If it arrived\*\*: `true` counts/,
      /does not reach hcsshim: containerd drops the key.*io\.microsoft\.virtualmachine\.\\\*/,
    ],
  ],
  [
    "what hcsshim refuses, in its words",
    pod(`    io.microsoft.wcow.debug: "tr|ue"`),
    [/refuses the pod: `"io.microsoft.wcow.debug" is only supported for confidential WCOW`/],
  ],
  [
    "a key that is read for Linux pods only",
    pod(`    io.microsoft.virtualmachine.lcow.|kerneldirectboot: "true"`),
    [/ignored, hcsshim does not read this key for a Windows pod/],
  ],
  [
    "once that a controller's own annotations go nowhere",
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  annotations:\n    io.microsoft.wcow.de|bug: "true"\nspec: {template: {}}\n`,
    [
      /^\*\*`io\.microsoft\.wcow\.debug`\*\*\n\n\*\*Road\*\*: it does not reach hcsshim: .*never reach its pods\.\n\n---/,
    ],
  ],
  [
    "a policy, decoded and measured",
    pod(policy.replace(": c", ": c|")),
    [/15 bytes of Rego/, /no `api_version`/, /LaunchData\*\*: `idCctcL1ea\+nM6H2iuDdX\/E\+We\+nW4cMZMqf1i6ewTk=`/],
  ],
  [
    "what a policy that allows all leaves denied",
    pod(
      `    io.microsoft.virtualmachine.wcow.securitypolicy: |${btoa('package policy\napi_version := "0.5.0"\ncreate_container := {"allowed": true}\n')}`,
    ),
    [
      /Allows everything\*\* that it has rules for, without a condition: 1 of 26/,
      /Denied\*\*, for want of a rule: `mount_device`, .* and 1 more/,
    ],
  ],
  [
    "that a policy whose version cannot be read denies all that its rules allow",
    pod(
      `    io.microsoft.virtualmachine.wcow.securitypolicy: |${btoa('package policy\napi_version := 11\ncreate_container := {"allowed": true}\n')}`,
    ),
    [/has an `api_version` without quotes: the guest denies everything/, /\*\*Rules\*\*: 1 of the guest's/],
  ],
  [
    "a version that is computed",
    pod(
      `    io.microsoft.virtualmachine.wcow.securitypolicy: |${btoa('package policy\napi_version := data.versions.api\ncreate_container := {"allowed": true}\n')}`,
    ),
    [/`api_version` computed/, /Allows everything/],
  ],
  [
    "the word annotations: what all of them make of the pod, and by which handler",
    pod(policy).replace("annotations", "anno|tations"),
    [/^\*\*Confidential WCOW · SecureNestedPaging · 2048 MB/, /Runtime handler: `runhcs-wcow-hypervisor`\./],
  ],
  [
    "log providers",
    pod(
      `    io.microsoft.virtualmachine.forwardlogs.sources: |${btoa('{"LogConfig":{"sources":[{"type":"ETW","providers":[{"providerName":"my.provider","level":"Verbose"}]}]}}')}`,
    ),
    [/`ETW` `my.provider`, `Verbose`/],
  ],
  [
    "an unknown key, with the one that was probably meant",
    pod(`    io.microsoft.wcow.debgu|: "true"`),
    [/does not know this key/, /Did you mean `io.microsoft.wcow.debug`/],
  ],
  [
    "a renamed key",
    pod(`    io.microsoft.virtualmachine.wcow.forward|logs: "true"`),
    [/does not read this key/, /Write `io.microsoft.virtualmachine.forwardlogs.enable`/],
  ],
];
for (const [why, spec, shown] of cases) {
  test(
    `hover shows ${why}`,
    withClient({}, async (client) => {
      const hover = (await hoverAt(client, await openAt(client, spec))) ?? "nothing";
      for (const pattern of shown) assert.match(hover, pattern);
    }),
  );
}

test(
  "nothing is shown on what is not ours, and beside an annotation",
  withClient({}, async (client) => {
    for (const spec of [
      pod(`    example.com/|owner: "me"`),
      pod(policy).replace("kind: Pod", "kind: P|od"),
      "a: |1\n",
      "|",
      pod(`${policy}\n  |`),
    ]) {
      assert.equal(await hoverAt(client, await openAt(client, spec)), undefined);
    }
  }),
);

test(
  "the third document of a file and JSON are read too",
  withClient({}, async (client) => {
    const stream = `a: 1\n---\n${longFile(20)}---\n${pod(`    io.microsoft.wcow.debug|: "true"`)}`;
    assert.match((await hoverAt(client, await openAt(client, stream))) ?? "", /io\.microsoft\.wcow\.debug/);
    const json = '{"metadata": {"name": "a", "uid": "1"}, "annotations": {"io.microsoft.wcow.de|bug": "true"}}';
    assert.match((await hoverAt(client, await openAt(client, json, "json"))) ?? "", /io\.microsoft\.wcow\.debug/);
  }),
);

const checkBootFiles = "confidentialPods.artifacts.checkBootFiles";
const bootFiles = `${policy}\n    io.microsoft.virtualmachine.bootfilesrootpath: 'C:\\boot| (1'`;

test(
  "boot files can be checked from the hover, for the isolation type that the pod ends up with",
  withClient({ initializationOptions: { commands: [checkBootFiles] } }, async (client) => {
    const given = encodeURIComponent(JSON.stringify(["C:\\boot (1", "SecureNestedPaging"]));
    const shown = await hoverAt(client, await openAt(client, pod(bootFiles)));
    assert.ok(shown?.includes(`\n\n[Check the boot files](<command:${checkBootFiles}?${given}>)\n\n`), shown);
    const plain = await hoverAt(client, await openAt(client, pod(bootFiles.replace(policy, ""))));
    assert.doesNotMatch(plain ?? "command:", /command:/, "a pod that is not confidential boots no such files");
  }),
);

test(
  "a client that cannot check boot files gets no link to it in a hover",
  withClient({}, async (client) => {
    const shown = await hoverAt(client, await openAt(client, pod(bootFiles)));
    assert.doesNotMatch(shown ?? "command:", /command:/);
  }),
);
