import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { targetWith } from "../../handlers/samples.ts";
import { asOci, asPod, asSandbox, findingsIn, raisedBy } from "../sample.ts";

const code = "runtime-options-refused";
const vm = "io.microsoft.virtualmachine";
const policy = `${vm}.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kK"`;
const memory = `${vm}.computetopology.memory.sizeinmb: "4096"`;
const handler = "runhcs-wcow-hypervisor";
const defaults = (lines: string) => targetWith({ [handler]: `DefaultContainerAnnotations = { ${lines} }` });
const messages = (text: string, target: ReturnType<typeof targetWith>): readonly string[] =>
  findingsIn(text, target)
    .filter((finding) => finding.code === code)
    .map(({ message }) => message);

suite("options of a runtime handler", () => {
  test("make a confidential pod fail that has no memory size of its own", () => {
    const target = targetWith({ [handler]: "VmMemorySizeInMb = 1024" });
    assert.deepEqual(messages(asPod(policy), target), [
      `hcsshim refuses this pod: minimum 2048MB of memory is required for confidential pods, got: 1024. "1024" for ${vm}.computetopology.memory.sizeinmb comes from VmMemorySizeInMb of runtime handler ${handler} in config.toml.`,
    ]);
    assert.deepEqual(messages(asPod(`${policy}\n${memory}`), target), []);
  });

  test("say that the handler is assumed, and which others would fit", () => {
    const target = targetWith({ [handler]: "VmMemorySizeInMb = 1024", mine: "SandboxIsolation = 1" });
    const text = asSandbox({ [`${vm}.wcow.securitypolicy`]: "cGFja2FnZSBwb2xpY3kK" });
    assert.match(messages(text, target)[0] ?? "", /\(assumed: the document names none; mine would fit too\)\.$/);
    assert.deepEqual(raisedBy(code, text, target), ["warning null"]);
    assert.deepEqual(raisedBy(code, text, { ...target, runtimeHandler: handler }), ["error null"]);
  });

  test("conflict with an annotation of the pod", () => {
    const [message] = messages(
      asPod(`${vm}.fileshares.disablewritable: "TRUE"`),
      defaults("'io.microsoft.disable-unsafe-operations' = 'true'"),
    );
    assert.match(message ?? "", /annotation expansion conflict.*comes from DefaultContainerAnnotations of/);
  });

  test("do not fit the pod", () => {
    const target = targetWith({ [handler]: "SandboxPlatform = 'linux/amd64'" });
    assert.match(messages(asPod(policy), target)[0] ?? "", /^hcsshim refuses this pod: empty Linux config/);
  });

  test("are compared with containers and process-isolated pods too", () => {
    const target = { ...targetWith({ mine: "SandboxPlatform = 'linux/amd64'" }), runtimeHandler: "mine" };
    const cri = (type: string) => ({ "io.kubernetes.cri.container-type": type, "io.kubernetes.cri.sandbox-id": "pod" });
    for (const [type, what] of [
      ["sandbox", "pod"],
      ["container", "container"],
    ] as const) {
      assert.deepEqual(messages(asOci({ "io.microsoft.wcow.debug": "false", ...cri(type) }, {}), target), [
        `hcsshim refuses this ${what}: empty Linux config in OCI spec for Linux sandbox platform: linux/amd64. So it is with the runtime handler mine in config.toml.`,
      ]);
    }
  });

  test("give what another annotation needs", () => {
    const debug = `${policy}\nio.microsoft.wcow.debug: "true"`;
    assert.deepEqual(raisedBy("debug-needs-path", asPod(debug)), ["error io.microsoft.wcow.debug"]);
    const target = defaults("'io.microsoft.wcow.debug_data_path' = 'C:\\debug'");
    assert.deepEqual(raisedBy("debug-needs-path", asPod(debug), target), []);
    const isolation = `${vm}.wcow.isolation_type: "SecureNestedPaging"`;
    assert.equal(raisedBy("confidential-key-without-policy", asPod(isolation)).length, 1);
    const withPolicy = defaults(`'${vm}.wcow.securitypolicy' = 'cGFja2FnZSBwb2xpY3kK'`);
    assert.deepEqual(raisedBy("confidential-key-without-policy", asPod(isolation), withPolicy), []);
  });

  test("that switch on debug mode for every pod refuse those without a policy", () => {
    const [message] = messages(
      asPod(memory),
      defaults("'io.microsoft.wcow.debug' = 'true', 'io.microsoft.wcow.debug_data_path' = 'C:\\d'"),
    );
    assert.match(
      message ?? "",
      /only supported for confidential WCOW\. "true" for io\.microsoft\.wcow\.debug comes from/,
    );
  });

  test("count where containerd drops what the pod says", () => {
    const target = defaults("'io.microsoft.wcow.debug' = 'true'");
    const pod = asPod(`${policy}\nio.microsoft.wcow.debug: "true"\nio.microsoft.wcow.debug_data_path: 'C:\\debug'`);
    const [message] = messages(pod, target);
    assert.match(message ?? "", /debug_data_path" must be set .* comes from DefaultContainerAnnotations of/);
    const passing = { ...target, podAnnotations: new Map([[handler, ["io.microsoft.*"]]]) };
    assert.deepEqual(messages(pod, passing), []);
  });
});
