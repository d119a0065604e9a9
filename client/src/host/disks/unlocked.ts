import { codeOf } from "../errors.ts";
import { type Deadline, sleep } from "../wait.ts";

const retryMs = 50;
/** What Windows says of a file that the VM's worker process still holds, and of a folder with such a file. */
const lockedCodes = ["EBUSY", "EPERM", "EACCES", "ENOTEMPTY"];

/** Does something to a file; while that is locked, again and again until the deadline. */
export async function whenUnlocked<T>(action: () => Promise<T>, deadline: Deadline): Promise<T> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!lockedCodes.includes(codeOf(error) ?? "") || deadline.isOver) throw error;
      await sleep(retryMs);
    }
  }
}
