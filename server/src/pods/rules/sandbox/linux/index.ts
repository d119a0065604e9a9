import type { Rule } from "../../rule.ts";
import { linuxConfidentialRules } from "./confidential.ts";
import { dmVerityRules } from "./dm-verity.ts";
import { linuxGuestStateRules } from "./guest-state.ts";
import { rootFsRules } from "./root-fs.ts";
import { snpIgnored } from "./snp-ignored.ts";
import { shimRules } from "./v2-shim.ts";
import { vpmemRules } from "./vpmem.ts";

/** Linux pods. */
export const linuxRules: readonly Rule[] = [
  snpIgnored,
  ...linuxConfidentialRules,
  ...linuxGuestStateRules,
  ...rootFsRules,
  ...dmVerityRules,
  ...vpmemRules,
  ...shimRules,
];
