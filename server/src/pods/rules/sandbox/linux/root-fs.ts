import { keys } from "../../../uvm/annotation-keys.ts";
import type { Rule } from "../../rule.ts";
import { setValue } from "../../support/fixes.ts";
import { onValue, related, shown } from "../../support/report.ts";
import { isTrue } from "../../support/values.ts";
import { isSnpLinux } from "../support/confidential.ts";
import { ignored } from "../support/ignored.ts";
import { linuxRule } from "../support/vm-rule.ts";

const rootFsTypes = ["initrd", "vhd"];

const unknownType: Rule = linuxRule({
  code: "root-fs-type-unknown",
  title: "Root file system type that hcsshim does not know",
  severity: "warning",
  about: [keys.preferredRootFsType],
  help: `hcsshim takes \`initrd\` or \`vhd\`, in lower case. For any other text containerd-shim-runhcs-v1 logs
\`annotation value must be 'initrd' or 'vhd'\` and keeps its own choice: \`vhd\` where the boot files have a \`rootfs.vhd\`, else
\`initrd\`. containerd-shim-lcow-v2 refuses it: \`invalid PreferredRootFSType\`.

Source: \`internal/oci/uvm.go:parseAnnotationsPreferredRootFSType\`.`,
  examples: {
    bad: "io.microsoft.virtualmachine.lcow.preferredrootfstype: VHD",
    good: "io.microsoft.virtualmachine.lcow.preferredrootfstype: vhd",
  },
  check(context, tell) {
    const type = context.get(keys.preferredRootFsType);
    if (type === undefined || rootFsTypes.includes(type.value)) return;
    const meant = rootFsTypes.find((name) => name === type.value.trim().toLowerCase());
    tell(
      onValue(
        type,
        `hcsshim does not know ${shown(type.value)} and chooses the root file system itself. Write ${meant === undefined ? '"initrd" or "vhd"' : `"${meant}"`}.`,
        {
          fixes: () =>
            meant === undefined
              ? rootFsTypes.map((name) => setValue(context, type, name))
              : [setValue(context, type, meant, "preferred")],
        },
      ),
    );
  },
});

const overlayOnInitrd: Rule = linuxRule({
  code: "overlay-on-initrd",
  title: "Writable overlay directories on an initrd",
  severity: "warning",
  about: [keys.writableOverlayDirs],
  help: `An initrd root file system is writable anyway. hcsshim logs
\`\`ignoring \`WritableOverlayDirs\` option since rootfs is already writable\`\` and goes on.

Source: \`internal/uvm/create_lcow.go:MakeLCOWDoc\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.lcow.preferredrootfstype: initrd
io.microsoft.virtualmachine.lcow.writable-overlay-directories: "true"`,
    good: `io.microsoft.virtualmachine.lcow.preferredrootfstype: vhd
io.microsoft.virtualmachine.lcow.writable-overlay-directories: "true"`,
  },
  check(context, tell) {
    const overlay = context.get(keys.writableOverlayDirs);
    const type = context.get(keys.preferredRootFsType);
    if (overlay === undefined || type?.value !== "initrd" || isSnpLinux(context)) return;
    if (!isTrue(context, keys.writableOverlayDirs)) return;
    tell(
      ignored(
        context,
        overlay,
        "hcsshim ignores this key: an initrd is writable without it. Remove it, or boot from a VHD.",
        {
          related: [related(type, "The initrd.")],
        },
      ),
    );
  },
});

/** The root file system of plain Linux pods. */
export const rootFsRules: readonly Rule[] = [unknownType, overlayOnInitrd];
