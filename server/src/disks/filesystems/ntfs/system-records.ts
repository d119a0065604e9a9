/** File record of the root directory. */
export const rootRecord = 5;
/** Records before this one are the file system's own. */
export const firstUserRecord = 16;

/** Whether a child of the root is one of the file system's own files. */
export function isSystemRecord(record: number): boolean {
  return record < firstUserRecord && record !== rootRecord;
}
