import { randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { PipeAddress } from "./pipe-link.ts";

/** Where a host will be reached, and the file by which it gets its secret. */
export interface NewAddress {
  readonly address: PipeAddress;
  readonly secretFile: string;
  /** Removes the secret's file; the host has done so when it has read it. */
  readonly forgetFile: () => Promise<void>;
}

/** Makes an address that is used for one host. @param folder of this user's, for the secret's file */
export async function newAddress(folder: string): Promise<NewAddress> {
  const name = `confidential-pods-${randomBytes(8).toString("hex")}`;
  // The path of a socket has to be short.
  const pipe = process.platform === "win32" ? `\\\\.\\pipe\\${name}` : path.join(os.tmpdir(), name);
  const address = { pipe, secret: randomBytes(32).toString("hex") };
  await mkdir(folder, { recursive: true });
  const secretFile = path.join(folder, `${name}.secret`);
  await writeFile(secretFile, address.secret, { mode: 0o600 });
  return { address, secretFile, forgetFile: () => rm(secretFile, { force: true }) };
}
