import {
  type Connection,
  createConnection,
  type Message,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { messageBytes } from "./features/diagnostics/message-bytes.ts";

/** Writes reports with what is known of their text; everything else as the library does. */
const contentTypeEncoder = {
  name: "application/json",
  encode: (message: Message): Promise<Uint8Array> => Promise.resolve(messageBytes(message)),
};

/** The connection that the command line asks for: `--stdio` through our own writer, the others as the library makes them. */
export function connect(): Connection {
  if (!process.argv.includes("--stdio")) return createConnection();
  // The client is gone with its end of the stream; one that ends properly has sent `exit` before.
  process.stdin.once("end", () => process.exit(1));
  process.stdin.once("close", () => process.exit(1));
  return createConnection(
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout, { contentTypeEncoder }),
  );
}
