/** Objects with fixed GUIDs, by the names that bcdedit gives them. */
const names: ReadonlyMap<string, string> = new Map([
  ["{9dea862c-5cdd-4e70-acc1-f32b344d4795}", "{bootmgr}"],
  ["{a5a30fa2-3d06-4e9f-b5f4-a01df9d1fcba}", "{fwbootmgr}"],
  ["{b2721d73-1db4-4c62-bf78-c548a880142d}", "{memdiag}"],
  ["{466f5a88-0af2-4f76-9038-095b170dc21c}", "{ntldr}"],
  ["{4636856e-540f-4170-a130-a84776f4c654}", "{dbgsettings}"],
  ["{0ce4991b-e6b3-4b16-b23c-5e0d9250e5d9}", "{emssettings}"],
  ["{5189b25c-5558-4bf2-bca4-289b11bd29e2}", "{badmemory}"],
  ["{6efb52bf-1766-41db-a6b3-0ee5eff72bd7}", "{bootloadersettings}"],
  ["{1afa9c49-16ab-4a5c-901b-212802da9460}", "{resumeloadersettings}"],
  ["{7ea2e1ac-2e61-4728-aaa3-896d9d0a9f0e}", "{globalsettings}"],
  ["{7ff607e0-4395-11db-b0de-0800200c9a66}", "{hypervisorsettings}"],
  ["{ae5534e0-a924-466c-b836-758539a3ee3a}", "{ramdiskoptions}"],
]);

/** The object's GUID, with its well-known name in front where it has one. */
export function objectReference(guid: string): string {
  const name = names.get(guid.toLowerCase());
  return name === undefined ? guid.toLowerCase() : `${name} ${guid.toLowerCase()}`;
}
