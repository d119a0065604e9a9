import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { ContainerdConfigs } from "../../../../server/src/features/containerd/containerd-configs.ts";

const config = (...patterns: readonly string[]): string =>
  `version = 2
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runhcs-wcow-hypervisor]
pod_annotations = ${JSON.stringify(patterns)}
`;
const chosen = (configs: ContainerdConfigs, uri: string, section?: unknown): string | undefined =>
  configs.for(uri, section)?.uri;

suite("the containerd configuration of a document", () => {
  test("is the nearest above it, or else the only one", () => {
    const configs = new ContainerdConfigs();
    assert.equal(chosen(configs, "file:///w/pod.yaml"), undefined);
    assert.ok(configs.set("file:///w/node/config.toml", config("a")));
    assert.equal(chosen(configs, "file:///w/pod.yaml"), "file:///w/node/config.toml", "the only one");
    assert.ok(configs.set("file:///w/node/west/config.toml", config("b")));
    assert.equal(chosen(configs, "file:///w/pod.yaml"), undefined, "two that contradict each other");
    assert.equal(chosen(configs, "file:///w/node/east/pod.yaml"), "file:///w/node/config.toml");
    assert.equal(chosen(configs, "file:///w/node/west/pod.yaml"), "file:///w/node/west/config.toml");
  });

  test("is that which the settings name, once it is read, and counts for nobody else", () => {
    const asked: string[] = [];
    const configs = new ContainerdConfigs((path) => asked.push(path));
    const section = { containerd: { configFile: "D:\\config.toml" } };
    assert.equal(chosen(configs, "file:///w/pod.yaml", section), undefined);
    configs.named("D:\\config.toml", "file:///d/config.toml");
    configs.set("file:///d/config.toml", config("a"));
    assert.equal(chosen(configs, "file:///w/pod.yaml", section), "file:///d/config.toml");
    assert.equal(chosen(configs, "file:///w/pod.yaml"), undefined);
    assert.deepEqual(asked, ["D:\\config.toml"]);
  });

  test("keeps what it said last while it does not parse", () => {
    const configs = new ContainerdConfigs();
    const uri = "file:///w/config.toml";
    assert.ok(!configs.set(uri, "[package]\nname = 'another program'"));
    assert.ok(configs.set(uri, config("a")));
    assert.ok(!configs.set(uri, config("a")), "the same again");
    assert.ok(!configs.set(uri, "["));
    assert.equal(chosen(configs, "file:///w/pod.yaml"), uri);
    assert.equal(configs.textOf(uri), "[", "a fix must not be made for a text that is no more");
    assert.ok(configs.set(uri, undefined), "deleted");
    assert.equal(chosen(configs, "file:///w/pod.yaml"), undefined);
  });
});
