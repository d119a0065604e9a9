/** The folder of a file, by its URI or its path with forward slashes, with the last slash; "" where the name has none. */
export const folderOf = (place: string): string => place.slice(0, place.lastIndexOf("/") + 1);
