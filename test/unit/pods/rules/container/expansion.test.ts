import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { asContainer, asOci, asPod, asSandbox, findingsIn, raisedBy } from "../sample.ts";

const group = "io.microsoft.disable-unsafe-operations";
const share = "io.microsoft.virtualmachine.fileshares.disablewritable";
const disable = "microsoft.com/disable-hostprocess-container";
const enable = "microsoft.com/hostprocess-container";
const inherit = "microsoft.com/hostprocess-inherit-user";

suite("the group of protections", () => {
  const texts: readonly (readonly [group: string, part: string, code: string])[] = [
    ["true", "true", "expansion-redundant"],
    ["true", "false", "expansion-conflict"],
    ["true", "True", "expansion-conflict"], // the texts are compared
    ["", "true", "expansion-conflict"],
  ];
  for (const [groupText, partText, code] of texts) {
    test(`"${groupText}" over "${partText}"`, () => {
      const found = findingsIn(asSandbox({ [group]: groupText, [share]: partText }));
      assert.deepEqual(
        found.filter(({ key, code: own }) => key === share && own.startsWith("expansion")).map((one) => one.code),
        [code],
      );
    });
  }

  test("an unreadable text protects against nothing, false on purpose neither", () => {
    assert.deepEqual(raisedBy("expansion-without-effect", asSandbox({ [group]: "yes" })), [`warning ${group}`]);
    assert.deepEqual(raisedBy("expansion-without-effect", asSandbox({ [group]: "0" })), [`information ${group}`]);
    assert.deepEqual(raisedBy("expansion-without-effect", asSandbox({ [group]: "1" })), []);
  });

  test("it is expanded for containers too", () => {
    const found = raisedBy("expansion-conflict", asContainer({ [group]: "true", [disable]: "1" }));
    assert.deepEqual(found, [`error ${disable}`]);
  });
});

suite("host process containers", () => {
  test("every Go boolean counts for the conflict", () => {
    for (const text of ["true", "1", "T"]) {
      const found = raisedBy("host-process-conflict", asOci({ [disable]: text, [enable]: "True" }));
      assert.deepEqual(found, [`error ${enable}`], text);
    }
  });

  test("the group disables them as well", () => {
    assert.deepEqual(raisedBy("host-process-conflict", asOci({ [group]: "1", [enable]: "1" })), [`error ${enable}`]);
  });

  test("in a pod the security context asks for them", () => {
    const pod = asPod(`${disable}: "true"`).replace(
      "spec:",
      "spec:\n  securityContext: { windowsOptions: { hostProcess: true } }",
    );
    assert.deepEqual(raisedBy("host-process-conflict", pod), [`error ${disable}`]);
    // containerd overwrites the annotation, so it cannot ask for anything.
    assert.deepEqual(raisedBy("host-process-conflict", asPod(`${disable}: "true"\n${enable}: "true"`)), []);
  });

  test("only the exact text true makes one", () => {
    assert.deepEqual(raisedBy("value-not-exactly-true", asOci({ [enable]: "True" })), [`warning ${enable}`]);
    assert.deepEqual(raisedBy("value-not-exactly-true", asOci({ [enable]: "true", [inherit]: "false" })), []);
    assert.deepEqual(raisedBy("value-not-exactly-true", asOci({ [enable]: "true", [inherit]: "yes" })), [
      `warning ${inherit}`,
    ]);
  });

  const roots: readonly (readonly [path: string, isRefused: boolean])[] = [
    ["C:\\hpc", false],
    ["C:\\WindowsBackup", false],
    ["c:\\windows", true],
    ["C:/Windows/Temp", true],
    ["C:\\hpc\\..\\EFI", true],
    ["hpc", true],
    ["\\\\server\\share", true],
  ];
  for (const [path, isRefused] of roots) {
    test(`a root at ${path} is ${isRefused ? "refused" : "taken"}`, () => {
      const key = "microsoft.com/hostprocess-rootfs-location";
      const annotations = {
        "io.kubernetes.cri.container-type": "container",
        "io.kubernetes.cri.sandbox-id": "pod",
        [enable]: "true",
        [key]: path,
      };
      const expected = isRefused ? [`error ${key}`] : [];
      assert.deepEqual(raisedBy("host-process-rootfs-unsafe", asOci(annotations, { hyperv: {} })), expected);
      assert.deepEqual(raisedBy("host-process-rootfs-unsafe", asOci(annotations), { isolation: "process" }), []);
    });
  }
});
