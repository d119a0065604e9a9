/** What a process takes for a place of its own on Windows: a drive with a root, a UNC or a device path. */
export const isAbsoluteWindowsPath = (path: string): boolean => /^(?:[a-z]:[\\/]|[\\/]{2})/i.test(path);

/** The last element of a Windows path. */
export const windowsBaseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? "";
