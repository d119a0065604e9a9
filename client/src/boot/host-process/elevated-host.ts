import { spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { UserError } from "../../infrastructure/errors.ts";
import type { HostLink } from "./host-link.ts";
import { newAddress } from "./new-address.ts";
import { dialHost, type PipeAddress } from "./pipe-link.ts";

/** What an elevated host is started from. */
export interface ElevatedParts {
  /** The host's bundle. */
  readonly module: string;
  /** The script that asks for the rights. */
  readonly script: string;
  /** A folder of this user's, for the file with the secret. */
  readonly folder: string;
}

/** A host on a pipe, and how it is found again. */
export interface ElevatedHost {
  readonly link: HostLink;
  readonly address: PipeAddress;
}

/** How long a host may take from the user's consent until it listens, milliseconds. */
const patience = 30_000;
const pause = 100;

/** Dials until somebody listens. @throws UserError where nobody does in time */
export async function dialUntil(address: PipeAddress, timeoutMs: number): Promise<HostLink> {
  for (const end = Date.now() + timeoutMs; ; ) {
    try {
      return await dialHost(address);
    } catch (error) {
      if (Date.now() > end) {
        const text = "The elevated host does not answer. Start VS Code as administrator and boot again.";
        throw new UserError("no-elevated-host", text, { cause: error });
      }
      await delay(pause);
    }
  }
}

/** Asks the user for the rights of an administrator, by Windows' own dialog. @throws UserError where they are refused */
function askWindows(script: string, args: readonly string[]): Promise<void> {
  const system = path.join(process.env["SystemRoot"] ?? "C:\\Windows", "System32");
  const powershell = path.join(system, "WindowsPowerShell", "v1.0", "powershell.exe");
  const options = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script];
  const child = spawn(powershell, [...options, ...args], { stdio: ["ignore", "ignore", "pipe"], windowsHide: true });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-1000);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new UserError("not-elevated", `The host was not started elevated: ${said.trim() || `code ${code}`}`));
    });
  });
}

/** Starts a host with the rights of an administrator; it is reached by a pipe and a secret that is used for it alone. */
export async function startElevated({ module, script, folder }: ElevatedParts): Promise<ElevatedHost> {
  const { address, secretFile, forgetFile } = await newAddress(folder);
  try {
    const editor = String(process.ppid);
    const places = ["-Program", process.execPath, "-Module", module, "-Pipe", address.pipe, "-SecretFile", secretFile];
    const args = [...places, "-Editor", editor];
    await askWindows(script, args);
    return { link: await dialUntil(address, patience), address };
  } finally {
    await forgetFile();
  }
}
