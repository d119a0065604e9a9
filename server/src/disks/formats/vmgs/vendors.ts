/** The UEFI specification's global variables. */
export const globalVendor = "8be4df61-93ca-11d2-aa0d-00e098032b8c";
/** EFI_IMAGE_SECURITY_DATABASE_GUID: db, dbx, dbt, dbr. */
export const securityDatabaseVendor = "d719b2cb-3d3a-4596-a3bc-dad00e67656f";
/** Microsoft's own variables. */
const microsoftVendor = "77fa9abd-0359-4d32-bd60-28f4e78f784b";

const names: ReadonlyMap<string, string> = new Map([
  [globalVendor, "global"],
  [securityDatabaseVendor, "image security database"],
  [microsoftVendor, "Microsoft"],
]);

export function vendorName(guid: string): string {
  return names.get(guid) ?? `{${guid}}`;
}
