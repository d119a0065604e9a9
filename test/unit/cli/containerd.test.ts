import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { workspaceWith } from "../../protocol/support/workspace.ts";
import { configWith } from "../pods/handlers/samples.ts";
import { asSandbox } from "../pods/rules/sample.ts";
import { expectedOptions, longKey, type MeasuredCase, measuredCases, withLongKeys } from "../pods/uvm/measured-case.ts";
import { runCli } from "./support.ts";

const measured = measuredCases.filter(([, , , { runtime }]) => runtime !== undefined);

const written = (values: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(values).map(([name, value]) => `${JSON.stringify(name)} = ${JSON.stringify(value)}`);

/** The options of a measured case as lines of a handler's table; JSON's texts and numbers are TOML's. */
function optionsOf([, platform, , { runtime = {} }]: MeasuredCase): string {
  const { defaultContainerAnnotations: defaults = {}, ncProxyAddr, ...more } = runtime;
  const named = Object.entries(more).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]);
  return [
    "SandboxIsolation = 1",
    `SandboxPlatform = "${platform === "wcow" ? "windows" : "linux"}/amd64"`,
    ...written(Object.fromEntries(named)),
    ...written(ncProxyAddr === undefined ? {} : { NCProxyAddr: ncProxyAddr }),
    `DefaultContainerAnnotations = { ${written(Object.fromEntries(withLongKeys(defaults))).join(", ")} }`,
  ].join("\n");
}

suite("resolve --containerd-config", () => {
  test(`answers as hcsshim does with runtime options (${measured.length})`, async () => {
    assert.ok(measured.length > 0);
    const workspace = workspaceWith({});
    for (const one of measured) {
      const [name, platform, annotations, answer] = one;
      workspace.write("config.toml", configWith({ mine: optionsOf(one) }));
      workspace.write(
        "pod.json",
        asSandbox(Object.fromEntries(withLongKeys(annotations)), platform === "wcow" ? "windows" : "linux"),
      );
      const files = [
        "C:\\boot\\rootfs.vhd",
        "C:\\lcowboot2\\rootfs.vhd",
        "C:\\lcowboot2\\vmlinux",
        "C:\\lcowsnp\\rootfs.vhd",
      ];
      const hosts = files.flatMap((file) => ["--host-file", file]);
      const args = ["resolve", "pod.json", "--containerd-config", "config.toml", "--host-processors", "8", ...hosts];
      const { code, out, err } = await runCli(args, workspace.path);
      assert.equal(code, 0, err);
      const [sandbox] = JSON.parse(out).files[0].sandboxes;
      assert.equal(sandbox.error, answer.error ?? null, name);
      const expected = expectedOptions(answer);
      if (expected !== undefined) assert.deepEqual(sandbox.options, expected, name);
      const logged = (answer.logged ?? []).map(([key]) => longKey(key));
      assert.deepEqual(
        sandbox.warnings.map(({ key }: { key: string }) => key),
        logged,
        name,
      );
    }
  });

  test("says what was added, and whose option it was", async () => {
    const workspace = workspaceWith({
      "config.toml": configWith({ a: "SandboxIsolation = 1\nVmMemorySizeInMb = 3072", b: "SandboxIsolation = 1" }),
      "pod.json": asSandbox({}),
    });
    const added = async (...args: readonly string[]) =>
      JSON.parse(
        (await runCli(["resolve", "pod.json", "--containerd-config", "config.toml", ...args], workspace.path)).out,
      ).files[0].sandboxes[0].added;
    assert.deepEqual(await added("--runtime-handler", "a"), [
      {
        key: "io.microsoft.virtualmachine.computetopology.memory.sizeinmb",
        value: "3072",
        source: "VmMemorySizeInMb of runtime handler a in config.toml",
      },
    ]);
    assert.equal(await added("--runtime-handler", "b"), undefined);
    assert.match((await added())[0].source, /assumed: the document names none; b would fit too/);
  });

  test("counts for plan and check too", async () => {
    const workspace = workspaceWith({
      "config.toml": configWith({ mine: "SandboxIsolation = 1\nVmMemorySizeInMb = 1024" }),
      "pod.json": asSandbox({ "io.microsoft.virtualmachine.wcow.securitypolicy": "cGFja2FnZSBwb2xpY3kK" }),
    });
    const args = ["pod.json", "--containerd-config", "config.toml"];
    assert.match((await runCli(["check", ...args], workspace.path)).out, /runtime-options-refused/);
    assert.match((await runCli(["plan", ...args], workspace.path)).out, /minimum 2048MB/);
  });

  const refused: readonly (readonly [why: string, args: readonly string[], message: RegExp])[] = [
    ["a file that is not there", ["--containerd-config", "none.toml"], /'none\.toml' cannot be read/],
    ["what is no TOML", ["--containerd-config", "bad.toml"], /'bad\.toml': containerd cannot read .*line 1/],
    ["another program's file", ["--containerd-config", "other.toml"], /has no runtime handlers/],
    [
      "an unknown handler",
      ["--containerd-config", "config.toml", "--runtime-handler", "x"],
      /no runtime handler 'x'.*has mine/,
    ],
    ["a handler without a name", ["--runtime-handler", ""], /--runtime-handler needs a name/],
  ];
  for (const [why, args, message] of refused) {
    test(`${why} is wrong usage`, async () => {
      const files = { "bad.toml": "version =", "other.toml": "a = 1", "config.toml": configWith({ mine: "" }) };
      const { code, err } = await runCli(["check", ...args], workspaceWith(files).path);
      assert.equal(code, 2);
      assert.match(err, message);
    });
  }
});

test("check says what is wrong with a configuration, by its rules' severities, and leaves it as it is", async () => {
  const config = configWith({ mine: "SandboxIsolation = 1\nGPUVHDPath = 'x'" });
  const workspace = workspaceWith({ "etc/config.toml": config, "etc/Cargo.toml": "a = 1" });
  const { code, out } = await runCli(["check", "--format", "json", "--fix", "."], workspace.path);
  assert.equal(code, 0);
  const { files } = JSON.parse(out);
  assert.deepEqual(
    files.map(({ file }: { file: string }) => file),
    ["etc/config.toml"],
  );
  assert.deepEqual(
    files[0].findings.map((finding: { code: string; severity: string }) => `${finding.severity} ${finding.code}`),
    ["warning containerd-option-unread"],
  );
  const raised = await runCli(["check", "--severity", "containerd-option-unread=error"], workspace.path);
  assert.equal(raised.code, 1);
});
