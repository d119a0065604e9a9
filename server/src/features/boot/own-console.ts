import type { BootPlan } from "../../pods/uvm/plan/boot-plan.ts";
import type { GoObject } from "../../pods/uvm/plan/go-json.ts";

const objectOf = (value: unknown): value is GoObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function withPipe(document: GoObject, pipe: string): GoObject {
  const machine = document["VirtualMachine"];
  const devices = objectOf(machine) ? machine["Devices"] : undefined;
  if (!objectOf(machine) || !objectOf(devices)) return document;
  const ports = { ...devices, ComPorts: { "0": { NamedPipe: pipe } } };
  return { ...document, VirtualMachine: { ...machine, Devices: ports } };
}

/** Gives the VM a console pipe of its own: uvmboot gives every VM the same, so that two cannot run. */
export function withOwnConsole(plan: BootPlan): BootPlan {
  if (plan.consolePipe === null || plan.document === null) return plan;
  const consolePipe = `\\\\.\\pipe\\${plan.id}`;
  return {
    ...plan,
    consolePipe,
    document: withPipe(plan.document, consolePipe),
    deviations: [...plan.deviations, `COM1 is the VM's own pipe ${consolePipe}; uvmboot calls every VM's uvmpipe`],
  };
}
