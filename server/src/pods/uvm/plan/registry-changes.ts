import type { RegistryValue } from "../../annotations/structured/registry-values.ts";
import type { WcowOptions } from "../wcow-options.ts";
import type { GoObject } from "./go-json.ts";
import { goStruct } from "./go-struct.ts";

const dword = (hive: string, key: string, name: string, value: number): GoObject => ({
  Key: { Hive: hive, Name: key },
  Name: name,
  Type: "DWord",
  DWordValue: value,
});

/** Lets the guest write process dumps itself: error reporting off, its service started by hand. */
const dumpValues = [
  dword("System", "ControlSet001\\Services\\WerSvc", "Start", 2),
  dword("Software", "Microsoft\\Windows\\Windows Error Reporting", "Disabled", 1),
];

const compartmentNamespace = dword("System", "CurrentControlSet\\Services\\gns", "EnableCompartmentNamespace", 1);

const annotated = ({ Key, ...value }: RegistryValue): GoObject => goStruct({ Key: goStruct(Key), ...value });

/** `RegistryChanges` of a Windows VM. */
export function registryChanges({ common, AdditionalRegistryKeys }: WcowOptions): GoObject {
  return goStruct({
    AddValues: [
      ...(common.ProcessDumpLocation === "" ? [] : dumpValues),
      ...(common.DisableCompartmentNamespace ? [] : [compartmentNamespace]),
      ...AdditionalRegistryKeys.map(annotated),
    ],
  });
}
