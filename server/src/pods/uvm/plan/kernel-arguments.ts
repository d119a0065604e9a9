import { quoteGo } from "../../annotations/go-values-quote.ts";
import { rootFsType } from "../lcow-boot-files.ts";
import type { LcowOptions } from "../lcow-options.ts";

const entropyPort = 1;
const logPort = 109;

/** Where the kernel finds its root file system. */
function rootArguments({ files, confidential, KernelDirect, VPMemDeviceCount }: LcowOptions): string {
  switch (files.PreferredRootFSType) {
    case rootFsType.initrd:
      return KernelDirect ? "" : `initrd=/${files.RootFSFile}`;
    case rootFsType.vhd: {
      if (VPMemDeviceCount > 0) return "root=/dev/pmem0 ro rootwait init=/init";
      if (!confidential.DmVerityMode) return "root=/dev/sda ro rootwait init=/init";
      return `root=/dev/dm-0 dm-mod.create=${quoteGo(confidential.DmVerityCreateArgs)} init=/init`;
    }
    case rootFsType.none:
      return "";
  }
}

/** The command that init runs, its output sent to the host. */
function execArguments(options: LcowOptions): string {
  const { common } = options;
  return [
    "/bin/vsockexec",
    ...(options.ForwardStdout ? [`-o ${logPort}`] : []),
    ...(options.ForwardStderr ? [`-e ${logPort}`] : []),
    options.ExecCommandLine,
    ...(options.DisableTimeSyncService ? ["-disable-time-sync"] : []),
    ...(common.ProcessDumpLocation === "" ? [] : [`-core-dump-location ${common.ProcessDumpLocation}`]),
  ].join(" ");
}

/** What follows `--`, for init itself. A VM with a console gets a shell on it. */
function initArguments(options: LcowOptions, hasConsole: boolean): string {
  const isVhd = options.files.PreferredRootFSType === rootFsType.vhd;
  const exec = execArguments(options);
  return [
    `-e ${entropyPort}`,
    ...(options.WritableOverlayDirs && isVhd ? ["-w"] : []),
    hasConsole ? `sh -c "${exec} & exec sh"` : exec,
  ].join(" ");
}

/** The kernel's command line on an AMD64 host. `nr_cpus` is the requested count, which the document may clamp. */
export function kernelArguments(options: LcowOptions): string {
  const { common } = options;
  const hasSerial = common.ConsolePipe !== "";
  const hasConsole = hasSerial || common.EnableGraphicsConsole;
  return [
    rootArguments(options),
    "initcall_blacklist=virtio_vsock_init",
    hasSerial ? "8250_core.nr_uarts=1 8250_core.skip_txen_test=1 console=ttyS0,115200" : "8250_core.nr_uarts=0",
    ...(common.EnableGraphicsConsole ? ["console=tty"] : []),
    ...(hasConsole ? [] : ["panic=-1 quiet"]),
    ...(options.KernelBootOptions === "" ? [] : [options.KernelBootOptions]),
    ...(options.VPCIEnabled ? [] : ["pci=off"]),
    `nr_cpus=${common.ProcessorCount}`,
    "brd.rd_nr=0 pmtmr=0 --",
    initArguments(options, hasConsole),
  ].join(" ");
}
