import assert from "node:assert/strict";
import { test } from "node:test";
import { describePayload } from "../../../../server/src/features/hover/describe-payload.ts";
import { lookup } from "../../../../server/src/pods/annotations/registry.ts";

const vm = "io.microsoft.virtualmachine";
const base64 = (text: string): string => Buffer.from(text).toString("base64");

function payload(key: string, value: string): string {
  const fact = lookup(key);
  assert.ok(fact !== undefined);
  return describePayload(fact, key, value, true) ?? "nothing";
}

const logs = (providers: string): string =>
  base64(`{"LogConfig":{"sources":[{"type":"ETW","providers":[${providers}]}]}}`);
const registry = (name: string): string =>
  `[{"Key":{"Hive":"System","Name":"${name}"},"Name":"A","Type":"DWord","DWordValue":7}]`;
const service = `${vm}.hv-socket.service-table.0000000A-0000-0000-0000-000000000000`;
const open = 'package policy\napi_version := "0.11.0"\ncreate_container := {"allowed": true}\n';

const cases: readonly (readonly [why: string, key: string, value: string, shown: RegExp])[] = [
  ["an open policy", `${vm}.wcow.securitypolicy`, base64(open), /`api_version` 0\.11\.0[\s\S]*Allows everything/],
  [
    "a policy in part",
    `${vm}.lcow.securitypolicy`,
    base64(open.replace("true", "false")),
    /1 of .* 0 of them always open/,
  ],
  ["a JSON policy", `${vm}.wcow.securitypolicy`, base64("{}"), /2 bytes of JSON, the retired form/],
  ["an empty policy", `${vm}.wcow.securitypolicy`, "", /not confidential/],
  ["line breaks alone", `${vm}.wcow.securitypolicy`, "\n", /decodes to nothing, and the pod still counts/],
  [
    "a policy that is not base64",
    `${vm}.wcow.securitypolicy`,
    "%",
    /cannot decode.*illegal base64 data at input byte 0/,
  ],
  ["a policy of bytes", `${vm}.wcow.securitypolicy`, "//79", /3 bytes that are not UTF-8/],
  [
    "log providers",
    `${vm}.forwardlogs.sources`,
    logs('{"providerName":"a.b","level":"Error"}'),
    /- `ETW` `a\.b`, `Error`/,
  ],
  ["no log provider", `${vm}.forwardlogs.sources`, logs(""), /No log provider/],
  ["log sources that do not decode", `${vm}.forwardlogs.sources`, base64("{"), /cannot read these log sources/],
  [
    "registry values",
    `${vm}.wcow.additional-reg-keys`,
    registry("CurrentControlSet\\\\Services\\\\X"),
    /`System\\CurrentControlSet\\Services\\X\\A` \(DWord\) = `7`/,
  ],
  ["registry values that are dropped", `${vm}.wcow.additional-reg-keys`, registry("Else"), /dropped: .*not permitted/],
  ["a socket service", service, '{"Disabled":true}', /Service `0000000a-[\s\S]*Disabled: `true`/],
  ["a socket service that is dropped", service, "[", /drops this service/],
  ["nothing of a plain value", `${vm}.computetopology.memory.sizeinmb`, "1", /^nothing$/],
];
for (const [why, key, value, shown] of cases) {
  test(`payload: ${why}`, () => assert.match(payload(key, value), shown));
}

test("of many providers the first twenty are listed", () => {
  const many = Array.from({ length: 25 }, (_, index) => `{"providerName":"p${index}"}`).join(",");
  const lines = payload(`${vm}.forwardlogs.sources`, logs(many)).split("\n");
  assert.equal(lines.at(-1), "- and 5 more");
});
