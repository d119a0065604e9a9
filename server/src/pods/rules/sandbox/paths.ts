import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { onValue, shown } from "../support/report.ts";
import { isConfidential, isTrue } from "../support/values.ts";
import { isAbsoluteWindowsPath } from "./support/paths.ts";
import { platformVmRule, windowsRule } from "./support/vm-rule.ts";

const isWindows = (context: RuleContext): boolean => context.set.platform.value === "wcow";

/** A path whose backslashes were eaten as escapes only looks relative, and is `path-control-character`. */
const isRelative = (path: string): boolean => path !== "" && !/\p{Cc}/u.test(path) && !isAbsoluteWindowsPath(path);

const debugPath: Rule = windowsRule({
  code: "debug-path-relative",
  title: "Debug data path that is relative or blank",
  severity: "warning",
  about: [keys.wcowDebugDataPath],
  help: `hcsshim uses the path as it stands, relative to the shim's working directory: the pod's bundle, which is deleted with the
pod. A blank path cannot be created at all; that is only logged, at teardown.

Source: \`internal/uvm/create.go:preserveWCOWScratch\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.wcow.debug: "true"
io.microsoft.wcow.debug_data_path: debug`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.wcow.debug: "true"
io.microsoft.wcow.debug_data_path: 'C:\\debug'`,
  },
  check(context, tell) {
    const path = context.get(keys.wcowDebugDataPath);
    if (
      path === undefined ||
      !isRelative(path.value) ||
      !isTrue(context, keys.wcowDebugMode) ||
      !isConfidential(context)
    )
      return;
    tell(
      onValue(
        path,
        path.value.trim() === ""
          ? "A blank folder name cannot be created: at teardown hcsshim logs that and saves nothing. Write an absolute path such as C:\\debug."
          : `${shown(path.value)} is relative to the shim's working directory, the pod's bundle, which goes away with the pod. Write an absolute path such as C:\\debug.`,
      ),
    );
  },
});

const bootRoot: Rule = platformVmRule({
  code: "boot-files-path-relative",
  title: "Boot files folder that is relative or empty",
  severity: "warning",
  about: [keys.bootFilesRootPath],
  help: `\`bootfilesrootpath\` of a confidential Windows pod is used as it stands, so a relative one is looked up in the pod's bundle
and stands relative in the HCS document. For a Linux pod it is made absolute from the shim's working directory; there an empty path
means that directory and not the default one. Nothing is trimmed, and \`%VARIABLES%\` are not expanded.

Source: \`internal/uvm/create_wcow.go:ConfidentialEFIPath\`, \`internal/uvm/create_lcow.go:UpdateBootFilesPath\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.bootfilesrootpath: boot`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.bootfilesrootpath: 'C:\\boot'`,
  },
  check(context, tell) {
    const root = context.get(keys.bootFilesRootPath);
    if (root === undefined || (isWindows(context) && !isConfidential(context))) return;
    if (root.value === "" && !isWindows(context)) {
      tell(
        onValue(
          root,
          "For a Linux pod an empty boot files path means the shim's working directory, not the default folder. Remove the key, or write an absolute path.",
        ),
      );
    } else if (isRelative(root.value)) {
      tell(
        onValue(
          root,
          `hcsshim looks for the boot files in ${shown(root.value)} below the shim's working directory, the pod's bundle. Write an absolute path such as C:\\boot.`,
        ),
      );
    }
  },
});

const confidentialFiles = [keys.wcowGuestStateFile, keys.wcowReferenceInfoFile, keys.uvmHashEnvelopeReferenceInfoFile];

const bootFile: Rule = windowsRule({
  code: "boot-file-path-relative",
  title: "Boot file of a confidential Windows pod by a relative path",
  severity: "warning",
  about: confidentialFiles,
  help: `\`wcow.gueststatefile\` and the two reference info keys are whole paths: hcsshim does not join them to
\`bootfilesrootpath\`. A bare file name is looked up in the shim's working directory, the pod's bundle. A missing guest state file
fails the pod; missing reference info is skipped silently.

Source: \`internal/oci/uvm.go:handleWCOWSecurityPolicy\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.gueststatefile: custom.vmgs`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.gueststatefile: 'C:\\boot\\custom.vmgs'`,
  },
  check(context, tell) {
    if (!isConfidential(context)) return;
    for (const name of confidentialFiles) {
      const file = context.get(name);
      if (file === undefined || !isRelative(file.value)) continue;
      tell(
        onValue(
          file,
          `hcsshim does not join this to the boot files folder: ${shown(file.value)} is looked up in the shim's working directory, the pod's bundle. Write the whole path.`,
        ),
      );
    }
  },
});

/** Paths on the host. */
export const pathRules: readonly Rule[] = [debugPath, bootRoot, bootFile];
