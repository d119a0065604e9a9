/** Stands for `schemas/annotations.json` in the package. */
import { readReference } from "./reference.ts";

export default readReference("annotations");
