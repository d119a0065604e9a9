import type { Rule } from "../../rule.ts";
import { numaIgnoredRules } from "./ignored.ts";
import { numaTopologyRules } from "./topology.ts";

/** Virtual NUMA. */
export const numaRules: readonly Rule[] = [...numaTopologyRules, ...numaIgnoredRules];
