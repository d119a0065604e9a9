const heading = "## Every HRESULT\n";

/** The page of troubleshooting with the table of HRESULTs as its last chapter, whether it had one or not. */
export function withHresults(page: string, table: string): string {
  const at = page.indexOf(heading);
  return `${(at < 0 ? page : page.slice(0, at)).trimEnd()}\n\n${heading}\n${table}`;
}

/** A page without links to its neighbors, which a page that is shown from memory has not got. */
export const withoutNeighbors = (page: string): string => page.replaceAll(/\[([^\]]+)\]\((?!\w+:)[^)]+\)/g, "$1");
