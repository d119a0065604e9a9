import { runtimePlugins } from "../containerd-config.ts";
import { replacement } from "../toml-edits.ts";
import { isBelowPath } from "../toml-places.ts";
import { type ConfigRule, handlerRule, onPlace } from "./config-rule.ts";

/** What a configuration mentions that may be meant for containerd although it is no TOML. */
const containerdMention = /io\.containerd\.|containerd\.runtimes/;

const notRead: ConfigRule = {
  code: "containerd-not-read",
  title: "containerd configuration that is not TOML",
  severity: "error",
  help: `containerd does not start with a configuration that it cannot parse. Until it is mended, pod specs are judged by what this
file said last.

Only files that mention containerd's plugins are meant; another program's \`config.toml\` is none of our business.`,
  examples: {
    language: "toml",
    bad: `version = 3
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor]
  pod_annotations = ['io.microsoft.virtualmachine.*'`,
    good: `version = 3
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor]
  pod_annotations = ['io.microsoft.virtualmachine.*']`,
  },
  *check({ text, read }) {
    if (read.ok || !containerdMention.test(text)) return;
    const end = Math.min(text.length, read.offset + 1);
    yield onPlace({ start: Math.max(end - 1, 0), end }, read.error);
  },
};

const olderTable = `version = 3
[plugins.'io.containerd.grpc.v1.cri'.containerd.runtimes.runhcs-wcow-hypervisor]
  pod_annotations = ['io.microsoft.virtualmachine.*']`;

const tableIgnored: ConfigRule = handlerRule(
  {
    code: "containerd-table-ignored",
    title: "Runtime handler where containerd does not look",
    severity: "warning",
    help: `In a configuration of version 3 (containerd 2) the runtime handlers are those of the plugin
\`io.containerd.cri.v1.runtime\`. A table under \`io.containerd.grpc.v1.cri\`, where versions 1 and 2 have them, is passed over without
a message: no list and no option in it counts.

Source: containerd, \`internal/cri/config/config.go\`, \`docs/cri/config.md\`.`,
    examples: { language: "toml", bad: olderTable, good: olderTable.replace(runtimePlugins[2], runtimePlugins[3]) },
  },
  function* ({ text, places }, { path, name, isRead }) {
    const headers = places.headers.filter((one) => isBelowPath(one.path, path));
    const [header] = headers;
    if (isRead || header === undefined) return;
    const message = `containerd passes over this handler: in a configuration of version 3 handlers stand in [plugins.'${runtimePlugins[3]}'.containerd.runtimes.${name}].`;
    yield onPlace(header.span, message, () => [
      {
        title: `Move it to '${runtimePlugins[3]}'`,
        preferred: true,
        edits: headers.flatMap(({ span }) => {
          const at = text.indexOf(runtimePlugins[2], span.start);
          const end = at + runtimePlugins[2].length;
          return at === -1 || end > span.end ? [] : [replacement({ start: at, end }, runtimePlugins[3])];
        }),
      },
    ]);
  },
);

/** What is wrong with a configuration as a file. */
export const fileRules: readonly ConfigRule[] = [notRead, tableIgnored];
