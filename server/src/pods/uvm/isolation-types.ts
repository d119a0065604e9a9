/** The isolation types of a confidential Windows VM, by HCS's long names. */
export const isolationTypes = ["SecureNestedPaging", "VirtualizationBasedSecurity", "GuestStateOnly"] as const;

export type IsolationType = (typeof isolationTypes)[number];

/** The short forms that hcsshim expands. */
export const shorthands: ReadonlyMap<string, IsolationType> = new Map([
  ["SNP", "SecureNestedPaging"],
  ["VBS", "VirtualizationBasedSecurity"],
]);

/** The type that an annotation names, by a long name or a shorthand, to the letter. */
export const isolationTypeOf = (written: string): IsolationType | undefined =>
  shorthands.get(written) ?? isolationTypes.find((name) => name === written);

const meanings: ReadonlyMap<string, IsolationType> = new Map([
  ...isolationTypes.map((name): [string, IsolationType] => [name.toLowerCase(), name]),
  ["snp", "SecureNestedPaging"],
  ["sevsnp", "SecureNestedPaging"],
  ["vbs", "VirtualizationBasedSecurity"],
  ["gso", "GuestStateOnly"],
]);

/** The isolation type that a misspelt text means: letter case, blanks, hyphens and known abbreviations aside. */
export const isolationTypeMeant = (text: string): IsolationType | undefined =>
  meanings.get(text.toLowerCase().replace(/[\s_-]/g, ""));

/** The part of a VMGS file's name that belongs to an isolation type: `cwcow.snp.vmgs`. */
export const vmgsMark: Readonly<Record<IsolationType, string>> = {
  SecureNestedPaging: "snp",
  VirtualizationBasedSecurity: "vbs",
  GuestStateOnly: "gso",
};
