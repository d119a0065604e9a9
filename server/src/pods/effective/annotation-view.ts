import { assumeTarget } from "../handlers/assume.ts";
import { createContext } from "../rules/support/context.ts";
import { keepForTarget } from "./keep-for-target.ts";

/**
 * An annotations map as the rules see it: what the document leaves open is taken from the target, and the sandbox is resolved
 * when somebody asks. The same object (===) for the same set and target.
 */
export const viewOf = keepForTarget((document, set, target) =>
  createContext(assumeTarget(set, target), target, document.text),
);
