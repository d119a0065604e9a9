import { codeOf } from "./errors.ts";

/** Whether a process of that number lives; it may be another one by now. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
