import type { GoObject } from "./go-json.ts";

/** Hyper-V's template "Microsoft Windows". */
const windowsSecureBootTemplate = "1734c6e8-3154-4dda-ba5f-a874cc483422";

/** `Chipset` with or without Secure Boot. */
export const secureBootChipset = (enabled: boolean): GoObject => ({
  Uefi: enabled
    ? { ApplySecureBootTemplate: "Apply", SecureBootTemplateId: windowsSecureBootTemplate }
    : { ApplySecureBootTemplate: "Skip" },
});

/** `Chipset` that starts a file of a shared folder. */
export const fileBootChipset = (entry: GoObject): GoObject => ({ Uefi: { BootThis: entry } });
