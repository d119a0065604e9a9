import { type ChildProcess, spawn, spawnSync } from "node:child_process";

const mountAndRun = 'mount -t tmpfs -o size="$1" none "$2" && shift 2 && exec "$@"';

function command(size: string, folder: string, program: readonly string[]): string[] {
  return ["-rm", "sh", "-c", mountAndRun, "sh", size, folder, ...program];
}

/** Why a file system of a size that we choose cannot be had here, for `skip`; false where it can. */
export function noSmallDisk(folder: string): string | false {
  if (process.platform !== "linux") return "mounting in a namespace of one's own is Linux's";
  const { status } = spawnSync("unshare", command("64k", folder, ["true"]));
  return status === 0 ? false : "this machine lets nobody mount in a namespace of one's own";
}

/** Runs a module in a process that sees a file system of this size, such as `256k`, at a folder; its messages come over IPC. */
export function forkWithSmallDisk(module: string, size: string, folder: string): ChildProcess {
  return spawn("unshare", command(size, folder, [process.execPath, module]), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    serialization: "advanced",
  });
}
