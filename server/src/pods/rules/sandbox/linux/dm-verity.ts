import { keys } from "../../../uvm/annotation-keys.ts";
import type { Rule, RuleContext } from "../../rule.ts";
import { add, remove, setValue } from "../../support/fixes.ts";
import { onValue, related } from "../../support/report.ts";
import { isTrue } from "../../support/values.ts";
import { isSnpLinux } from "../support/confidential.ts";
import { ignored } from "../support/ignored.ts";
import { refusal, refused } from "../support/refusals.ts";
import { linuxRule } from "../support/vm-rule.ts";

const scsiVhd = `io.microsoft.virtualmachine.lcow.preferredrootfstype: vhd
io.microsoft.virtualmachine.devices.virtualpmem.maximumcount: "0"
io.microsoft.virtualmachine.lcow.dmverity-mode: "true"`;

const needsArgs: Rule = linuxRule({
  code: "dm-verity-needs-args",
  title: "dm-verity without its device arguments",
  severity: "error",
  about: [keys.dmVerityMode],
  help: `A VHD on SCSI that is to be checked by dm-verity needs the text of \`dm-mod.create\`. Without it hcsshim refuses the pod:
\`DmVerityCreateArgs must be set when DmVerityMode is true and not booting from a vmgs file.\`

Source: \`internal/uvm/create_lcow.go:MakeLCOWDoc\`.`,
  examples: {
    bad: scsiVhd,
    good: `${scsiVhd}
io.microsoft.virtualmachine.lcow.dmverity-create-args: rootfs,,,ro,0 173440 verity 1 /dev/sda /dev/sda 4096 4096 21680 21681 sha256 aa bb`,
  },
  check(context, tell) {
    const mode = refused(context, refusal.dmVerityArgs, keys.dmVerityMode);
    if (mode === undefined) return;
    tell(
      onValue(
        mode,
        `hcsshim refuses dm-verity on this VHD without ${keys.dmVerityCreateArgs}. Set it to the device's dm-mod.create text.`,
        { fixes: () => [remove(context, mode)] },
      ),
    );
  },
});

/** Why a plain Linux VM does not use dm-verity; undefined where it may. */
function obstacle(context: RuleContext): string | undefined {
  if (context.get(keys.preferredRootFsType)?.value === "initrd") return "an initrd is not checked by dm-verity";
  const vm = context.resolved?.uvm;
  if (vm?.platform !== "lcow" || vm.options.VPMemDeviceCount === 0) return undefined;
  return context.mayHave(keys.vpmemCount)
    ? "the root file system lies on VPMem, which dm-verity does not check"
    : "the root file system lies on VPMem by default, which dm-verity does not check";
}

const unused: Rule = linuxRule({
  code: "dm-verity-ignored",
  title: "dm-verity on a root file system that cannot use it",
  severity: "warning",
  about: [keys.dmVerityMode, keys.dmVerityCreateArgs],
  help: `A plain Linux VM uses dm-verity only for a VHD on SCSI: \`preferredrootfstype\` \`vhd\` and a VPMem count of 0. With an
initrd, or with VPMem devices (64 by default), \`dmverity-mode\` and \`dmverity-create-args\` are ignored; the arguments also where the
mode is not on.

Source: \`internal/uvm/create_lcow.go:MakeLCOWDoc\`.`,
  examples: {
    bad: 'io.microsoft.virtualmachine.lcow.dmverity-mode: "true"',
    good: `${scsiVhd}
io.microsoft.virtualmachine.lcow.dmverity-create-args: rootfs,,,ro,0 173440 verity 1 /dev/sda /dev/sda 4096 4096 21680 21681 sha256 aa bb`,
  },
  check(context, tell) {
    if (isSnpLinux(context) || context.mayHave(keys.lcowGuestStateFile) || context.resolved === undefined) return;
    const mode = context.get(keys.dmVerityMode);
    const args = context.get(keys.dmVerityCreateArgs);
    const why = obstacle(context);
    const count = context.get(keys.vpmemCount);
    const toScsi = () =>
      count === undefined ? add(context, keys.vpmemCount, "0", mode ?? args) : setValue(context, count, "0");
    const isOn = mode !== undefined && isTrue(context, keys.dmVerityMode);
    if (isOn && why !== undefined) {
      tell(
        ignored(
          context,
          mode,
          `hcsshim ignores this key: ${why}. Set ${keys.vpmemCount} to "0" and boot from a VHD, or remove it.`,
          {
            fixes: () => [...(why.startsWith("an initrd") ? [] : [toScsi()]), remove(context, mode)],
          },
        ),
      );
    }
    if (args === undefined || args.value === "" || (mode === undefined && context.mayHave(keys.dmVerityMode))) return;
    if (!isOn) {
      tell(
        ignored(
          context,
          args,
          `hcsshim ignores these arguments: ${keys.dmVerityMode} is not on. Set it to "true", or remove them.`,
          {
            related: mode === undefined ? [] : [related(mode, "dm-verity is off.")],
          },
        ),
      );
    } else if (why !== undefined) {
      tell(ignored(context, args, `hcsshim ignores these arguments: ${why}.`));
    }
  },
});

/** dm-verity on plain Linux pods. */
export const dmVerityRules: readonly Rule[] = [needsArgs, unused];
