/** The HCS host: a process of its own that owns one VM. Started by the extension, which talks to it over its channel. */

import { type Channel, type ChannelEvents, parentChannel } from "./channel/channel.ts";
import { lastingChannel } from "./channel/lasting-channel.ts";
import { pipeChannel, readPipeOptions, takeSecret } from "./channel/pipe-channel.ts";
import { loadKoffi, runningCalls } from "./native/koffi.ts";
import { type LibraryTable, readLibraryTable, systemLibraries } from "./native/libraries.ts";
import { loadNatives, type Natives } from "./native/natives.ts";
import { openPipeTo } from "./native/pipe-access.ts";
import { windowsFolder } from "./native/windows-folder.ts";
import { machineProbes } from "./preflight/machine.ts";
import { HostService } from "./service/host-service.ts";
import { sleep } from "./wait.ts";

/** Native calls that hang each keep a thread; waits and files need some besides. Counts until the pool's first use. */
process.env["UV_THREADPOOL_SIZE"] = "16";

/** After this time a process that cannot come to its end is ended; HCS then ends its VM. */
const graceMs = 120_000;

/** How long waits in native code may take to come back; what does not come back hangs. */
const settleMs = 500;

const onPipe = readPipeOptions(process.argv.slice(2));

/** A forked process that lives on for a while when its window is gone. */
const thenPipe = readPipeOptions(process.argv.slice(2), "--then-pipe");

/**
 * Windows' own libraries; for tests, the table that the environment names. Only a forked process looks there: it has no
 * more rights than the one that chose its environment, which cannot be said of an elevated one.
 */
async function findLibraries(): Promise<LibraryTable> {
  const own = process.platform === "win32" ? systemLibraries(windowsFolder(await loadKoffi())) : {};
  const table = onPipe === undefined ? process.env["CONFIDENTIAL_PODS_LIBRARIES"] : undefined;
  return table === undefined ? own : (readLibraryTable(table, own) ?? own);
}

async function openChannel(events: ChannelEvents, isNeeded: () => boolean): Promise<Channel> {
  if (onPipe !== undefined) {
    const libraries = onPipe.user === undefined ? {} : await findLibraries();
    const channel = await pipeChannel(onPipe, await takeSecret(onPipe.secretFile), events);
    if (onPipe.user !== undefined) await openPipeTo(await loadKoffi(), libraries, onPipe.pipe, onPipe.user);
    return channel;
  }
  if (thenPipe === undefined) return parentChannel(events);
  return lastingChannel(thenPipe, await takeSecret(thenPipe.secretFile), events, isNeeded);
}

/** Ends this process; by force where a native call hangs, which would hold up an orderly exit for ever. */
function end(): void {
  if (runningCalls() > 0) giveUp();
  process.exit(0);
}

/** Ends this process whatever it does; HCS ends its VM. */
function giveUp(): void {
  process.kill(process.pid, "SIGKILL");
}

function startService(channel: Channel): HostService {
  let libraries: Promise<LibraryTable> | undefined;
  let natives: Promise<Natives> | undefined;
  const find = (): Promise<LibraryTable> => {
    libraries ??= findLibraries();
    return libraries;
  };
  const load = (): Promise<Natives> => {
    natives ??= find().then(loadNatives);
    return natives;
  };
  return new HostService({
    natives: load,
    // Without libraries to be found, the machine can still be looked at.
    probes: async () => machineProbes(await find().catch(() => ({})), load),
    channel,
    trustsRecords: onPipe === undefined,
    giveUp,
  });
}

async function main(): Promise<void> {
  const leave = async (): Promise<void> => {
    setTimeout(end, graceMs).unref();
    await service?.stop();
    // The last short waits come back by themselves.
    for (const start = Date.now(); runningCalls() > 0 && Date.now() - start < settleMs; ) await sleep(10);
    channel?.close();
    end();
  };
  let channel: Channel | undefined;
  let service: HostService | undefined;
  const early: unknown[] = [];
  const events: ChannelEvents = {
    message: (message) => {
      if (service === undefined) early.push(message);
      else void service.take(message);
    },
    closed: () => void leave(),
    isDone: () => service?.isDone === true,
  };
  const opened = await openChannel(events, () => service?.isRunning === true);
  channel = opened;
  const started = startService(opened);
  service = started;
  for (const message of early) void started.take(message);

  const tell = (error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : "unknown";
    void opened.send({ type: "note", text: `The host process has a fault: ${text}` });
  };
  process.on("SIGTERM", () => void leave());
  process.on("SIGINT", () => void leave());
  process.on("unhandledRejection", tell);
  process.on("uncaughtException", (error) => {
    tell(error);
    void leave();
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
