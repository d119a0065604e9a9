import net from "node:net";

export type PipeServer = net.Server;
export type PipeConnection = net.Socket;

/** A pipe that is not on this machine, or no pipe at all. */
export class PipeNameError extends Error {
  override readonly name = "PipeNameError";
  readonly code = "pipe-name";
}

/**
 * Whether a name is a pipe of this machine: `\\.\pipe\<name>` on Windows, a Unix socket's absolute path elsewhere. A plain
 * number would be a TCP port to Node, and `\\host\pipe\…` another machine.
 */
export function isLocalPipe(name: string, platform: NodeJS.Platform = process.platform): boolean {
  return platform === "win32" ? /^\\\\[.?]\\pipe\\[^\\/]+$/i.test(name) : /^\/[^\0]+$/.test(name);
}

function checked(path: string): { readonly path: string } {
  if (isLocalPipe(path)) return { path };
  throw new PipeNameError(`${path} is not a pipe of this machine: use a name like \\\\.\\pipe\\uvm.`);
}

/** Listens on a local pipe. Rejects when somebody else does, and when the name is no local pipe. */
export function listenOnPipe(path: string, connected: (connection: PipeConnection) => void): Promise<PipeServer> {
  return new Promise((resolve, reject) => {
    const server = net.createServer(connected);
    server.once("error", reject);
    server.listen(checked(path), () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

/** Starts to dial a local pipe. @throws {PipeNameError} */
export const dialPipe = (path: string): PipeConnection => net.connect(checked(path));
