import { type ChildProcess, fork, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import type { TestContext } from "node:test";
import { build } from "esbuild";
import type { HostEvent, HostMessage, HostReply, HostRequest } from "../../../server/src/protocol.ts";
import type { Double } from "./double.ts";

type WithoutNumber<T> = T extends unknown ? Omit<T, "request"> : never;

let bundle: Promise<string> | undefined;

/** Bundles the host as the product does, once; koffi stays where it is. On Windows, where no bundler may run, it is the product's own. */
export function bundleHost(): Promise<string> {
  const ready =
    process.env["HOST_BUNDLE"] ?? (process.platform === "win32" ? path.resolve("dist", "host.js") : undefined);
  if (ready !== undefined) return Promise.resolve(ready);
  bundle ??= (async () => {
    // Below the repository, so that koffi is found.
    const folder = mkdtempSync(path.resolve("out", "host-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    const outfile = path.join(folder, "host.cjs");
    const entryPoints = ["client/src/host/main.ts"];
    await build({ entryPoints, outfile, bundle: true, platform: "node", format: "cjs", packages: "external" });
    return outfile;
  })();
  return bundle;
}

/** The host as a process, as the extension sees it. Once it has ended, whoever waits for something is told. */
export class HostProcess {
  readonly events: HostEvent[] = [];
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #replies = new Map<number, (reply: HostReply) => void>();
  readonly #waiting = new Set<() => void>();
  #next = 1;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.exited = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
    child.on("message", (message: HostMessage) => {
      if (message.type === "reply") this.#replies.get(message.request)?.(message);
      else this.events.push(message);
      for (const check of this.#waiting) check();
    });
  }

  /**
   * @param options largestFile: bytes, a multiple of 512; writing more fails as on a full disk (not on Windows).
   *   bundle: a copy of the host's to start
   */
  static async start(
    context: TestContext,
    double: Double,
    knobs: Readonly<Record<string, string>> = {},
    { largestFile, bundle: copy }: { readonly largestFile?: number; readonly bundle?: string } = {},
  ): Promise<HostProcess> {
    const env = {
      ...process.env,
      ...knobs,
      CONFIDENTIAL_PODS_LIBRARIES: JSON.stringify(double.libraries),
    };
    const bundle = copy ?? (await bundleHost());
    const child =
      largestFile === undefined
        ? fork(bundle, [], { env, stdio: "inherit" })
        : spawn(
            "/bin/sh",
            ["-c", 'ulimit -f "$1"; exec "$2" "$3"', "sh", `${largestFile / 512}`, process.execPath, bundle],
            {
              env,
              stdio: ["ignore", "inherit", "inherit", "ipc"],
            },
          );
    context.after(() => child.kill("SIGKILL"));
    return new HostProcess(child);
  }

  /** As `wanted`, but the host's end comes first. Nobody has to wait for it. */
  #alive<T>(wanted: Promise<T>, what: string): Promise<T> {
    const ended = this.exited.then((code): never => {
      throw new Error(`The host ended with ${code} before ${what}: ${JSON.stringify(this.events.slice(-5))}`);
    });
    const first = Promise.race([wanted, ended]);
    first.catch(() => undefined);
    return first;
  }

  /** Asks and waits for the reply. */
  ask(request: WithoutNumber<HostRequest>): Promise<HostReply> {
    return this.raw({ ...request, request: this.#next++ });
  }

  /** As {@link ask}, but sends whatever it is given. */
  raw(message: { readonly request: number; readonly [name: string]: unknown }): Promise<HostReply> {
    const reply = new Promise<HostReply>((resolve) => this.#replies.set(message.request, resolve));
    this.#child.send(message);
    return this.#alive(reply, `its reply to ${JSON.stringify(message["type"])}`);
  }

  /** Resolves once `find` gives something of the events so far. */
  until<T>(find: (events: readonly HostEvent[]) => T | undefined): Promise<T> {
    const wanted = new Promise<T>((resolve) => {
      const check = (): void => {
        const found = find(this.events);
        if (found === undefined) return;
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
    return this.#alive(wanted, find.toString());
  }

  phase(phase: string): Promise<true> {
    return this.until((events) => events.some((event) => event.type === "phase" && event.phase === phase) || undefined);
  }

  /** What a process of the guest has said so far. */
  output(process: number, stream: "stdout" | "stderr"): string {
    return this.events
      .filter((event) => event.type === "output" && event.process === process && event.stream === stream)
      .map((event) => (event.type === "output" ? Buffer.from(event.data, "base64").toString("utf8") : ""))
      .join("");
  }

  /** As when the extension host dies. */
  disconnect(): void {
    this.#child.disconnect();
  }

  /** From now on no byte more goes into any file. */
  fillDisks(): void {
    const { status, stderr } = spawnSync("prlimit", ["--pid", `${this.#child.pid}`, "--fsize=0"], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }
}
