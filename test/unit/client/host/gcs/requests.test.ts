import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeFrame, headerSize } from "../../../../../client/src/host/gcs/frame.ts";
import { procedures } from "../../../../../client/src/host/gcs/message-types.ts";
import * as requests from "../../../../../client/src/host/gcs/requests.ts";

const base =
  '{"ContainerId":"00000000-0000-0000-0000-000000000000","ActivityId":"00000000-0000-0000-0000-000000000000"';
const noPolicy = { enforcer: "", policy: "", reference: "", hashEnvelopeReference: "" };

/** Texts as hcsshim's own types marshal them. */
const texts: readonly [string, requests.GuestRequest, string][] = [
  [
    "negotiation, the only request without a container",
    requests.negotiateRequest(),
    '{"ContainerId":"","ActivityId":"00000000-0000-0000-0000-000000000000","MinimumVersion":4,"MaximumVersion":4}',
  ],
  [
    "the guest's own system, in UTC",
    requests.createRequest(requests.utcTimeZone),
    `${base},"ContainerConfig":"{\\"SystemType\\":\\"Container\\",\\"TimeZoneInformation\\":{\\"StandardName\\":\\"Coordinated Universal Time\\",\\"StandardDate\\":{},\\"DaylightName\\":\\"Coordinated Universal Time\\",\\"DaylightDate\\":{}}}"}`,
  ],
  ["start", requests.startRequest(), `${base}}`],
  [
    "hv-socket addresses",
    requests.hvSocketRequest("11111111-2222-3333-4444-555555555555"),
    `${base},"Request":{"RequestType":"Update","ResourceType":"HvSocket","Settings":{"LocalAddress":"11111111-2222-3333-4444-555555555555","ParentAddress":"894cc2d6-9d79-424f-93fe-42969ae6d8d1"}}}`,
  ],
  [
    "a policy alone",
    requests.securityPolicyRequest({ ...noPolicy, policy: "cGFja2FnZSBwb2xpY3kK" }),
    `${base},"Request":{"RequestType":"Add","ResourceType":"SecurityPolicy","Settings":{"EncodedSecurityPolicy":"cGFja2FnZSBwb2xpY3kK"}}}`,
  ],
  [
    "a policy with all that goes with it",
    requests.securityPolicyRequest({
      enforcer: "rego",
      policy: "cA==",
      reference: "cg==",
      hashEnvelopeReference: "aA==",
    }),
    `${base},"Request":{"RequestType":"Add","ResourceType":"SecurityPolicy","Settings":{"EnforcerType":"rego","EncodedSecurityPolicy":"cA==","EncodedUVMReference":"cg==","EncodedUVMHashEnvelopeReference":"aA=="}}}`,
  ],
  [
    "an empty policy, which opens the guest's door",
    requests.securityPolicyRequest(noPolicy),
    `${base},"Request":{"RequestType":"Add","ResourceType":"SecurityPolicy","Settings":{}}}`,
  ],
  [
    "log sources",
    requests.logServiceRequest("ModifyServiceSettings", "e30="),
    `${base},"PropertyType":"LogForwardService","Settings":{"RPCType":"ModifyServiceSettings","Settings":"e30="}}`,
  ],
  [
    "log forwarding",
    requests.logServiceRequest("StartLogForwarding"),
    `${base},"PropertyType":"LogForwardService","Settings":{"RPCType":"StartLogForwarding"}}`,
  ],
  [
    "a process with output only",
    requests.executeRequest("windows", {
      arguments: ["cmd.exe", "/c", "echo hi"],
      console: undefined,
      streams: { stdout: 0x4000_0001, stderr: 0x4000_0002 },
    }),
    `${base},"Settings":{"ProcessParameters":"{\\"CommandLine\\":\\"cmd.exe /c \\\\\\"echo hi\\\\\\"\\",\\"User\\":\\"NT AUTHORITY\\\\\\\\SYSTEM\\",\\"WorkingDirectory\\":\\"C:\\\\\\\\\\",\\"CreateStdOutPipe\\":true,\\"CreateStdErrPipe\\":true}","StdioRelaySettings":{"StdOut":"40000001-facb-11e6-bd58-64006a7986d3","StdErr":"40000002-facb-11e6-bd58-64006a7986d3"}}}`,
  ],
  [
    "a process of a Linux guest: its arguments as a list, its streams as ports",
    requests.executeRequest("linux", {
      arguments: ["/bin/sh", "-c", "echo 'hi there'"],
      console: undefined,
      streams: { stdout: 0x4000_0001, stderr: 0x4000_0002 },
    }),
    `${base},"Settings":{"ProcessParameters":"{\\"CommandArgs\\":[\\"/bin/sh\\",\\"-c\\",\\"echo 'hi there'\\"],\\"WorkingDirectory\\":\\"/\\",\\"Environment\\":{\\"PATH\\":\\"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\\"},\\"CreateStdOutPipe\\":true,\\"CreateStdErrPipe\\":true}","VsockStdioRelaySettings":{"StdOut":1073741825,"StdErr":1073741826}}}`,
  ],
  [
    "the wait for a process",
    requests.waitForProcessRequest(1234),
    `${base},"ProcessId":1234,"TimeoutInMs":4294967295}`,
  ],
  ["a kill", requests.killRequest(1234), `${base},"ProcessId":1234}`],
  [
    "a new console size",
    requests.resizeRequest(1234, { rows: 25, columns: 80 }),
    `${base},"ProcessId":1234,"Height":25,"Width":80}`,
  ],
];

for (const [name, { json }, expected] of texts) {
  test(`${name}: byte for byte`, () => assert.equal(json, expected));
}

test("a console has rows before columns", () => {
  const { json } = requests.executeRequest("windows", {
    arguments: ["cmd.exe"],
    console: { rows: 25, columns: 80 },
    streams: { stdin: 1, stdout: 2 },
  });
  assert.match(json, /\\"EmulateConsole\\":true,.*\\"ConsoleSize\\":\[25,80\]/);
});

test("a frame counts its header and the line feed of Go's encoder", () => {
  const frame = encodeFrame(procedures.Start, 7n, "{}");
  assert.equal(frame.toString("hex"), `01021010${"13000000"}${"0700000000000000"}${"7b7d0a"}`);
  assert.equal(frame.length, headerSize + 3);
});
