/** The process that reads disk images for the extension, so that neither VS Code nor the language server ever waits for one. */
import { diskHandlers } from "./disk-process/disk-handlers.ts";
import { serveCalls } from "./disk-process/serve-calls.ts";
import { keepHeapSmall } from "./image-files/small-heap.ts";

keepHeapSmall();

/** The extension may be gone in the middle of an answer, which then fails: the process ends with the connection. */
const ignored = (): void => undefined;

process.on(
  "message",
  serveCalls(diskHandlers(), (answer) => process.send?.(answer, undefined, undefined, ignored)),
);
// The extension is gone: there is nobody left to answer.
process.on("disconnect", () => process.exit());
