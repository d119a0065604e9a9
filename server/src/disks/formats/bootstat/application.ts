/** Identifiers of boot applications that are the same on every machine: BCD objects with fixed GUIDs. */
const wellKnown: ReadonlyMap<string, string> = new Map([
  ["9dea862c-5cdd-4e70-acc1-f32b344d4795", "Windows Boot Manager"],
  ["a5a30fa2-3d06-4e9f-b5f4-a01df9d1fcba", "Firmware Boot Manager"],
  ["b2721d73-1db4-4c62-bf78-c548a880142d", "Windows Memory Tester"],
  ["466f5a88-0af2-4f76-9038-095b170dc21c", "Windows Legacy OS Loader"],
]);

/** Application types, numbered as the BCD numbers its application objects. */
const types: ReadonlyMap<number, string> = new Map([
  [1, "Firmware Boot Manager"],
  [2, "Boot Manager"],
  [3, "OS loader"],
  [4, "resume application"],
  [5, "memory tester"],
]);

/** Who wrote an entry. */
export interface BootApplication {
  readonly name: string;
  /** `{GUID}` that the BCD lists it under; empty where the name says it all. */
  readonly id: string;
}

/** An application by its GUID where everyone knows it, else by its type. */
export function bootApplication(guid: string, type: number): BootApplication {
  const known = wellKnown.get(guid);
  if (known !== undefined) return { name: known, id: "" };
  return { name: types.get(type) ?? `application type ${type}`, id: `{${guid}}` };
}

/** How an entry names another application. */
export function applicationReference(guid: string): string {
  return wellKnown.get(guid) ?? `{${guid}}`;
}

export const bootManagerType = 2;
export const osLoaderType = 3;
