import { hex } from "../text.ts";

/** The program that reads an object's elements; **any** where several may. */
export type ApplicationKind = "firmware" | "boot-manager" | "os-loader" | "resume" | "memory-tester" | "other" | "any";

const applications: ReadonlyMap<number, readonly [kind: ApplicationKind, name: string]> = new Map([
  [1, ["firmware", "Firmware boot manager"]],
  [2, ["boot-manager", "Windows boot manager"]],
  [3, ["os-loader", "Windows boot loader"]],
  [4, ["resume", "Resume from hibernation"]],
  [5, ["memory-tester", "Windows memory tester"]],
  [6, ["other", "Legacy OS loader"]],
  [7, ["other", "Setup loader"]],
  [8, ["other", "Boot sector"]],
  [9, ["other", "Startup module"]],
  [10, ["other", "Generic application"]],
  // What the firmware's own boot entries are given.
  [0xfffff, ["other", "Firmware application"]],
]);

/** What an object's type number says about it. */
export interface ObjectType {
  readonly application: ApplicationKind;
  /** Heading for a person. */
  readonly name: string;
}

/** Upper four bits: 1 application, 2 inherited settings, 3 device; below: image type, application. */
export function objectType(type: number | undefined): ObjectType {
  if (type === undefined) return { application: "any", name: "Object without a type" };
  const [application, name] = applications.get(type & 0xfffff) ?? ["other", `Application type ${hex(type & 0xfffff)}`];
  switch (type >>> 28) {
    case 1:
      return { application, name };
    case 2:
      return inheritable(type, application, name);
    case 3:
      return { application: "any", name: "Device options" };
    default:
      return { application: "any", name: `Object of type ${hex(type, 8)}` };
  }
}

function inheritable(type: number, application: ApplicationKind, name: string): ObjectType {
  const heirs = (type >>> 20) & 0xf;
  if (heirs === 2) return { application, name: `Settings for: ${name}` };
  return { application: "any", name: heirs === 3 ? "Settings for devices" : "Settings for any application" };
}
