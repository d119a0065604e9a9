import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { add, remove, rename, setValue } from "../support/fixes.ts";
import { onValue, related } from "../support/report.ts";
import { isConfidential, isTrue } from "../support/values.ts";
import { ignored } from "./support/ignored.ts";
import { refusal, refused } from "./support/refusals.ts";
import { windowsRule } from "./support/vm-rule.ts";

const samplePath = "C:\\debug";

const needsPolicy: Rule = windowsRule({
  code: "debug-needs-policy",
  title: "Debug mode without a security policy",
  severity: "error",
  about: [keys.wcowDebugMode],
  help: `Debug mode saves the boot and the scratch VHD of a **confidential** Windows pod. Where
\`io.microsoft.virtualmachine.wcow.securitypolicy\` is absent or empty hcsshim refuses the pod:
\`"io.microsoft.wcow.debug" is only supported for confidential WCOW\`. The Linux policy key does not count.

Set a policy, or remove the debug key.

Source: \`internal/oci/uvm.go:SpecToUVMCreateOpts\`.`,
  examples: {
    bad: `io.microsoft.wcow.debug: "true"
io.microsoft.wcow.debug_data_path: 'C:\\debug'`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.wcow.debug: "true"
io.microsoft.wcow.debug_data_path: 'C:\\debug'`,
  },
  check(context, tell) {
    const debug = refused(context, refusal.debugWithoutPolicy, keys.wcowDebugMode);
    if (debug === undefined) return;
    const own = context.get(keys.wcowSecurityPolicy);
    const linux = own === undefined ? context.get(keys.lcowSecurityPolicy) : undefined;
    tell(
      onValue(
        debug,
        `hcsshim refuses this pod: debug mode is only supported for confidential Windows pods. Set ${keys.wcowSecurityPolicy}, or remove ${keys.wcowDebugMode}.`,
        {
          related: [
            ...(own === undefined ? [] : [related(own, "An empty policy does not make the pod confidential.")]),
            ...(linux === undefined ? [] : [related(linux, "The Linux policy key does not count for a Windows pod.")]),
          ],
          fixes: () => [
            ...(linux === undefined ? [] : [rename(linux, keys.wcowSecurityPolicy)]),
            remove(context, debug),
          ],
        },
      ),
    );
  },
});

const needsPath: Rule = windowsRule({
  code: "debug-needs-path",
  title: "Debug mode without a debug data path",
  severity: "error",
  about: [keys.wcowDebugMode],
  help: `With \`io.microsoft.wcow.debug\` on, \`io.microsoft.wcow.debug_data_path\` must name the folder that receives the
VHDs. Without it, or with an empty one, hcsshim refuses the pod:
\`"io.microsoft.wcow.debug_data_path" must be set to a non-empty path when "io.microsoft.wcow.debug" is enabled\`.

The folder is created when the VM is torn down, if it is not there.

Source: \`internal/oci/uvm.go:SpecToUVMCreateOpts\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.wcow.debug: "true"`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.wcow.debug: "true"
io.microsoft.wcow.debug_data_path: 'C:\\debug'`,
  },
  check(context, tell) {
    const debug = refused(context, refusal.debugWithoutPath, keys.wcowDebugMode);
    if (debug === undefined) return;
    const path = context.get(keys.wcowDebugDataPath);
    tell(
      onValue(
        debug,
        `hcsshim refuses this pod: debug mode needs a non-empty ${keys.wcowDebugDataPath}. Set it to the host folder that is to receive the VHDs.`,
        {
          related: path === undefined ? [] : [related(path, "This path is empty.")],
          fixes: () => [
            path === undefined
              ? add(context, keys.wcowDebugDataPath, samplePath, debug)
              : setValue(context, path, samplePath),
          ],
        },
      ),
    );
  },
});

const pathUnused: Rule = windowsRule({
  code: "debug-path-unused",
  title: "Debug data path without debug mode",
  severity: "warning",
  about: [keys.wcowDebugDataPath],
  help: `\`io.microsoft.wcow.debug_data_path\` is only looked at while \`io.microsoft.wcow.debug\` is true. Without it nothing is
saved, and nothing says so.

Source: \`internal/uvm/create.go:CloseCtx\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.wcow.debug_data_path: 'C:\\debug'`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.wcow.debug: "true"
io.microsoft.wcow.debug_data_path: 'C:\\debug'`,
  },
  check(context, tell) {
    const path = context.get(keys.wcowDebugDataPath);
    const debug = context.get(keys.wcowDebugMode);
    if (path === undefined || path.value === "" || isTrue(context, keys.wcowDebugMode)) return;
    if (debug === undefined && context.mayHave(keys.wcowDebugMode)) return;
    tell(
      ignored(
        context,
        path,
        `hcsshim saves nothing here: ${keys.wcowDebugMode} is not on. Set it to "true", or remove the path.`,
        {
          related: debug === undefined ? [] : [related(debug, "Debug mode is off.")],
          fixes: () => [
            debug === undefined ? add(context, keys.wcowDebugMode, "true", path) : setValue(context, debug, "true"),
            remove(context, path),
          ],
        },
      ),
    );
  },
});

const withoutWritableEfi: Rule = windowsRule({
  code: "debug-without-writable-efi",
  title: "Debug mode saves a boot VHD without boot traces",
  severity: "hint",
  about: [keys.wcowDebugMode],
  help: `Debug mode copies the boot VHD at teardown. Unless \`io.microsoft.virtualmachine.wcow.writable_efi\` is true the VM
boots from the shared, read-only original: the copy then holds no \`bootstat\` trace of this boot.

Source: \`internal/uvm/create.go:preserveWCOWScratch\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.wcow.debug: "true"
io.microsoft.wcow.debug_data_path: 'C:\\debug'`,
    good: `io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
io.microsoft.virtualmachine.wcow.writable_efi: "true"
io.microsoft.wcow.debug: "true"
io.microsoft.wcow.debug_data_path: 'C:\\debug'`,
  },
  check(context, tell) {
    const debug = context.get(keys.wcowDebugMode);
    if (debug === undefined || !isTrue(context, keys.wcowDebugMode) || !isConfidential(context)) return;
    const writable = context.get(keys.wcowWritableEfi);
    if (isTrue(context, keys.wcowWritableEfi) || (writable === undefined && context.mayHave(keys.wcowWritableEfi)))
      return;
    tell(
      onValue(
        debug,
        `The saved boot VHD will be the shared original, without this boot's traces. Set ${keys.wcowWritableEfi} to "true" to get them.`,
        {
          related: writable === undefined ? [] : [related(writable, "The boot VHD is attached read-only.")],
          fixes: () => [
            writable === undefined
              ? add(context, keys.wcowWritableEfi, "true", debug)
              : setValue(context, writable, "true"),
          ],
        },
      ),
    );
  },
});

/** The debug pair of confidential Windows pods. */
export const debugRules: readonly Rule[] = [needsPolicy, needsPath, pathUnused, withoutWritableEfi];
