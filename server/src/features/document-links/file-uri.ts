/** The `file:` URI of an absolute Windows path; undefined for every other path. */
export function windowsFileUri(path: string): string | undefined {
  const drive = /^([A-Za-z]):[\\/]/.exec(path)?.[1];
  if (drive === undefined || /[\p{Cc}"*<>?|]/u.test(path)) return undefined;
  const parts = path.slice(3).split(/[\\/]+/);
  return `file:///${drive.toLowerCase()}%3A/${parts.map(encodeURIComponent).join("/")}`;
}
