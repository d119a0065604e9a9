/** The HCS host: a process of its own that owns one VM. Started by the extension, which talks to it over its channel. */

import { parentChannel } from "./channel/channel.ts";
import { runningCalls } from "./native/koffi.ts";
import { readLibraryTable, systemLibraries } from "./native/libraries.ts";
import { loadNatives, type Natives } from "./native/natives.ts";
import { machineProbes } from "./preflight/machine.ts";
import { HostService } from "./service/host-service.ts";
import { sleep } from "./wait.ts";

/** Native calls that hang each keep a thread; waits and files need some besides. Counts until the pool's first use. */
process.env["UV_THREADPOOL_SIZE"] = "16";

/** After this time a process that cannot come to its end is ended; HCS then ends its VM. */
const graceMs = 120_000;

/** How long waits in native code may take to come back; what does not come back hangs. */
const settleMs = 500;

const onWindows = process.platform === "win32" ? systemLibraries(process.env["SystemRoot"] ?? "C:\\Windows") : {};
// A process that was forked has no more rights than the one that chose its environment.
const libraries = readLibraryTable(process.env["CONFIDENTIAL_PODS_LIBRARIES"] ?? "{}", onWindows) ?? onWindows;

let natives: Promise<Natives> | undefined;
const load = (): Promise<Natives> => {
  natives ??= loadNatives(libraries);
  return natives;
};

/** Ends this process; by force where a native call hangs, which would hold up an orderly exit for ever. */
function end(): void {
  if (runningCalls() > 0) process.kill(process.pid, "SIGKILL");
  process.exit(0);
}

async function leave(): Promise<void> {
  setTimeout(end, graceMs).unref();
  await service.stop();
  // The last short waits come back by themselves.
  for (const start = Date.now(); runningCalls() > 0 && Date.now() - start < settleMs; ) await sleep(10);
  end();
}

const channel = parentChannel({
  message: (message) => void service.take(message),
  closed: () => void leave(),
});
const service = new HostService({ natives: load, probes: machineProbes(libraries, load), channel });

process.on("SIGTERM", () => void leave());
process.on("SIGINT", () => void leave());
process.on("uncaughtException", (error) => {
  void channel.send({ type: "note", text: `The host process has a fault: ${error.stack ?? error.message}` });
  void leave();
});
process.on("unhandledRejection", (error) => {
  void channel.send({
    type: "note",
    text: `The host process has a fault: ${error instanceof Error ? error.message : "unknown"}`,
  });
});
