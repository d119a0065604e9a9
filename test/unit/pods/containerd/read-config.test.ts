import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { parse, stringify } from "smol-toml";
import { readContainerdConfig } from "../../../../server/src/pods/containerd/read-config.ts";
import { targetFromContainerd } from "../../../../server/src/pods/containerd/target-from-containerd.ts";
import { placesOf } from "../../../../server/src/pods/containerd/toml-places.ts";
import { version2, version3, withOptions } from "./samples.ts";

suite("a containerd configuration", () => {
  test("of version 3 gives handlers, their patterns and options", () => {
    const target = targetFromContainerd(version3, "config.toml");
    assert.deepEqual(
      [...(target?.podAnnotations ?? [])],
      [
        ["runhcs-wcow-hypervisor", ["io.microsoft.virtualmachine.*", "io.microsoft.wcow.*"]],
        ["runhcs-lcow", []],
      ],
    );
    const options = target?.containerd.runtimeOptions.get("runhcs-wcow-hypervisor");
    assert.equal(options?.sandboxIsolation, "HYPERVISOR");
    assert.equal(options?.vmMemorySizeInMb, 4096);
    assert.deepEqual(
      [...(options?.defaultContainerAnnotations ?? [])],
      [["io.microsoft.virtualmachine.bootfilesrootpath", "C:\\cwcow"]],
    );
  });

  test("of version 2 stands in the older plugin's table", () => {
    const target = targetFromContainerd(version2, "config.toml");
    assert.deepEqual(target?.podAnnotations.get("runhcs-wcow-hypervisor"), ["io.microsoft.virtualmachine.*"]);
    const defaults = target?.containerd.runtimeOptions.get("runhcs-wcow-hypervisor")?.defaultContainerAnnotations;
    assert.equal(defaults?.get("io.microsoft.wcow.debug"), "true");
  });

  test("of version 3 has no handlers in the older table", () => {
    assert.deepEqual(
      [...(targetFromContainerd(version2.replace("version = 2", "version = 3"), "config.toml")?.podAnnotations ?? [])],
      [],
    );
  });

  test("that leaves a built-in handler's list out does not tell what it passes", () => {
    const text = version3.replace(/^ *pod_annotations.*\n/m, "");
    assert.equal(targetFromContainerd(text, "config.toml")?.podAnnotations.has("runhcs-wcow-hypervisor"), false);
  });

  test("with nothing but zeroes for options is as good as one without: hcsshim compares nothing", () => {
    const isolationWith = (options: string) =>
      targetFromContainerd(withOptions(options, "mine"), "config.toml")?.containerd.runtimeOptions.get("mine")
        ?.sandboxIsolation;
    for (const options of [
      "",
      "SandboxIsolation = 0",
      "Debug = false\nLogLevel = ''",
      "DefaultContainerAnnotations = {}",
    ]) {
      assert.equal(isolationWith(options), undefined, options);
    }
    // Whether logs are scrubbed is told even where they are not.
    for (const options of ["ScrubLogs = false", "debug = true", "DefaultContainerAnnotations = { a = 'b' }"]) {
      assert.equal(isolationWith(options), "PROCESS", options);
    }
  });

  test("may be any other program's TOML", () => {
    for (const text of [
      "",
      "[package]\nname = 'x'\n",
      "plugins = 7",
      "[plugins]\n'io.containerd.cri.v1.runtime' = []",
    ]) {
      assert.equal(targetFromContainerd(text, "config.toml"), undefined, text);
    }
  });

  test("that does not parse is a sentence with its place", () => {
    const read = readContainerdConfig("version = 3\n[plugins\n");
    assert.ok(!read.ok);
    assert.match(read.error, /^containerd cannot read this configuration \(line 2, column \d+\): [^\n]+\.$/);
    assert.equal(readContainerdConfig(`x = ${"[".repeat(5000)}`).ok, false, "nested without end");
    assert.equal(readContainerdConfig(" ".repeat(1024 * 1024 + 1)).ok, false, "too long");
  });
});

suite("the places of a TOML document", () => {
  test("are those of every key, in order", () => {
    const { entries } = placesOf(version2);
    const shown = entries.map(({ path, keySpan, valueSpan }) => [
      path.slice(4).join("/"),
      version2.slice(keySpan.start, keySpan.end),
      version2.slice(valueSpan.start, valueSpan.end).replaceAll("\n", " "),
    ]);
    assert.deepEqual(shown.slice(2), [
      [
        "runhcs-wcow-hypervisor/pod_annotations",
        "pod_annotations",
        '[   "io.microsoft.virtualmachine.*", # all of the VM ]',
      ],
      [
        "runhcs-wcow-hypervisor/options",
        "options",
        '{ SandboxIsolation = 1, DefaultContainerAnnotations = { "io.microsoft.wcow.debug" = "true" } }',
      ],
      ["runhcs-wcow-hypervisor/options/SandboxIsolation", "SandboxIsolation", "1"],
      [
        "runhcs-wcow-hypervisor/options/DefaultContainerAnnotations",
        "DefaultContainerAnnotations",
        '{ "io.microsoft.wcow.debug" = "true" }',
      ],
      [
        "runhcs-wcow-hypervisor/options/DefaultContainerAnnotations/io.microsoft.wcow.debug",
        '"io.microsoft.wcow.debug"',
        '"true"',
      ],
    ]);
  });

  test("hold what the parser reads, however it is written", () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }));
    const table = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(scalar, fc.dictionary(fc.string(), scalar)), {
      maxKeys: 5,
    });
    fc.assert(
      fc.property(table, (value) => {
        const text = stringify(value);
        for (const { path, valueSpan } of placesOf(text).entries) {
          const { it } = parse(`it = ${text.slice(valueSpan.start, valueSpan.end)}`);
          const found = path.reduce<unknown>(
            (at, name) => Object.getOwnPropertyDescriptor(Object(at), name)?.value,
            parse(text),
          );
          assert.deepEqual(it, found, text);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  test("of a text that is no TOML end", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from("[]{}\"'=.,#\n a1\\")), maxLength: 60 }), (text) => {
        for (const { valueSpan } of placesOf(text).entries) assert.ok(valueSpan.end <= text.length);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
