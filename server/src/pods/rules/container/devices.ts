import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { containerExample } from "../support/container-example.ts";
import { setValue } from "../support/fixes.ts";
import { onKey, onValue } from "../support/report.ts";

const extensionsKey = "io.microsoft.container.wcow.deviceextensions";

/** Windows Server 2022, from which on device extensions can be given (`internal/hcsoci/devices.go`). */
const firstBuildWithExtensions = 20348;

const listRule: Rule = {
  code: "path-list-blank",
  title: "Space in a list of paths",
  severity: "error",
  about: [extensionsKey, keys.kernelDrivers],
  help: `\`${extensionsKey}\` and \`${keys.kernelDrivers}\` are lists of host paths, split at every comma and at nothing else.
A blank beside a comma belongs to the path, and the container is refused: \`failed to find path to driver extensions at …\` or \`failed to
find path to drivers at …\`. On a pod, whose containers may not use the list, a warning.

Write the paths with commas only.

Source: \`internal/oci/annotations.go:ParseAnnotationCommaSeparated\`, \`internal/hcsoci/devices.go\`.`,
  examples: {
    bad: containerExample(`{ "${extensionsKey}": "C:\\\\ext\\\\a.json, C:\\\\ext\\\\b.json" }`),
    good: containerExample(`{ "${extensionsKey}": "C:\\\\ext\\\\a.json,C:\\\\ext\\\\b.json" }`),
  },
  check(context, tell) {
    if (context.set.level === "misplaced") return;
    for (const name of [extensionsKey, keys.kernelDrivers]) {
      const annotation = context.get(name);
      if (
        annotation === undefined ||
        (!/(?:^|,)\s|\s(?:,|$)/.test(annotation.value) && !/^,|,,|,$/.test(annotation.value))
      )
        continue;
      const clean = annotation.value
        .split(",")
        .map((path) => path.trim())
        .filter((path) => path !== "")
        .join(",");
      const message =
        "hcsshim splits this list at commas only, so blanks and empty items become part of the paths, which are then not found. Write the paths with single commas.";
      tell(
        onValue(annotation, message, {
          severity: context.set.level === "container" ? "error" : "warning",
          fixes: () => (clean === "" ? [] : [setValue(context, annotation, clean, "preferred")]),
        }),
      );
    }
  },
};

const buildRule: Rule = {
  code: "device-extensions-build",
  title: "Device extensions on an old Windows build",
  severity: "error",
  about: [extensionsKey],
  help: `Device extensions need Windows build ${firstBuildWithExtensions} (Windows Server 2022). On an older host the container is refused:
\`device extensions are not supported on this build (…)\`. The build is taken from the setting of the target.

Source: \`internal/hcsoci/devices.go\`.`,
  examples: {
    bad: containerExample(`{ "${extensionsKey}": "C:\\\\ext\\\\a.json" }`, "windows/nanoserver:1809"),
    good: containerExample('{ "io.microsoft.container.processor.count": "2" }', "windows/nanoserver:1809"),
    target: { windowsBuild: 17763 },
  },
  check(context, tell) {
    const annotation = context.get(extensionsKey);
    const { windowsBuild } = context.target;
    if (annotation === undefined || context.set.level !== "container" || context.set.platform.value !== "wcow") return;
    if (windowsBuild >= firstBuildWithExtensions || annotation.value === "") return;
    tell(
      onKey(
        annotation,
        `hcsshim refuses the container: device extensions need Windows build ${firstBuildWithExtensions}, and the target's is ${windowsBuild}.`,
      ),
    );
  },
};

/** Devices and drivers of containers. */
export const deviceRules: readonly Rule[] = [listRule, buildRule];
