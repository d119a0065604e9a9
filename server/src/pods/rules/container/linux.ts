import { parseUint64 } from "../../annotations/go-values.ts";
import { parseCoreLimit } from "../../annotations/structured/core-limit.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { containerExample } from "../support/container-example.ts";
import { setValue } from "../support/fixes.ts";
import { onValue, shown } from "../support/report.ts";

const rlimitKey = "io.microsoft.lcow.rlimitcore";

const exampleWith = (key: string, value: string): string =>
  containerExample(`{ "${key}": "${value}" }`, "cbl-mariner/base/core:2.0");

const shmRule: Rule = {
  code: "shm-size-invalid",
  title: "Size of /dev/shm that the guest refuses",
  severity: "error",
  about: [keys.lcowSharedMemory],
  help: `\`${keys.lcowSharedMemory}\` is the size of a Linux container's \`/dev/shm\` in kilobytes: decimal digits, above 0. The guest refuses the
container otherwise: \`/dev/shm size must be a valid integer\` or \`/dev/shm size must be non-zero\`. On a pod, where only containerd's
copies for the containers count, a warning.

Source: \`internal/guest/spec/spec.go:devShmMountWithSize\`.`,
  examples: {
    bad: exampleWith(keys.lcowSharedMemory, "64m"),
    good: exampleWith(keys.lcowSharedMemory, "65536"),
  },
  check(context, tell) {
    const annotation = context.get(keys.lcowSharedMemory);
    if (annotation === undefined || context.set.level === "misplaced" || context.set.platform.value !== "lcow") return;
    const parsed = parseUint64(annotation.value);
    if (parsed.ok && parsed.value > 0n) return;
    const message = `The guest refuses the container: ${shown(annotation.value)} is not a size for /dev/shm. Write a number of kilobytes above 0, such as "65536".`;
    tell(
      onValue(annotation, message, {
        severity: context.set.level === "container" ? "error" : "warning",
        fixes: () => [setValue(context, annotation, "65536")],
      }),
    );
  },
};

const rlimitRule: Rule = {
  code: "rlimit-core-invalid",
  title: "Core file limit that the guest refuses",
  severity: "error",
  about: [rlimitKey],
  help: `\`${rlimitKey}\` is a soft and a hard limit for core files in bytes, two decimal numbers with a semicolon between them and nothing
else. The guest refuses the container, and the pod's sandbox container too: \`wrong number of values supplied for rlimit core\`, \`failed
to parse soft core rlimit\`, \`failed to parse hard core rlimit\`. An empty value is as good as none.

Source: \`internal/guest/spec/spec.go:SetCoreRLimit\`.`,
  examples: {
    bad: exampleWith(rlimitKey, "unlimited"),
    good: exampleWith(rlimitKey, "0;1073741824"),
  },
  check(context, tell) {
    const annotation = context.get(rlimitKey);
    if (annotation === undefined || context.set.level === "misplaced" || context.set.platform.value !== "lcow") return;
    if (annotation.value === "" || parseCoreLimit(annotation.value).ok) return;
    const message = `The guest refuses the container: ${shown(annotation.value)} is not a soft and a hard limit in bytes. Write two numbers with a semicolon, such as "0;1073741824".`;
    tell(onValue(annotation, message));
  },
};

const teeRule: Rule = {
  code: "tee-log-path-outside",
  title: "Log path outside of the pod's log folder",
  severity: "error",
  about: [keys.teeLogPath],
  help: `\`${keys.teeLogPath}\` is taken relative to the pod's log folder in the guest. A path that leaves it (\`..\`) or is that folder itself is
refused: \`log path … is not within sandbox's log dir\`.

Source: \`internal/guest/runtime/hcsv2/uvm.go:CreateContainer\`.`,
  examples: {
    bad: exampleWith(keys.teeLogPath, "../app.log"),
    good: exampleWith(keys.teeLogPath, "app.log"),
  },
  check(context, tell) {
    const annotation = context.get(keys.teeLogPath);
    if (annotation === undefined || annotation.value === "" || context.set.level === "misplaced") return;
    if (context.set.platform.value !== "lcow" || staysInside(annotation.value)) return;
    const message = `The guest refuses the container: the log path ${shown(annotation.value)} is not below the pod's log folder. Write a path without "..".`;
    tell(onValue(annotation, message));
  },
};

/** Whether a path joined to a folder is still below it (`filepath.Join`, then a prefix check). */
function staysInside(path: string): boolean {
  let depth = 0;
  for (const part of path.split("/")) {
    if (part === "..") depth -= 1;
    else if (part !== "" && part !== ".") depth += 1;
    if (depth < 0) return false;
  }
  return depth > 0;
}

/** Linux containers, whose annotations the guest reads. */
export const linuxContainerRules: readonly Rule[] = [shmRule, rlimitRule, teeRule];
