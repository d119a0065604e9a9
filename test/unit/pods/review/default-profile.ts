import type { ReviewProfile } from "../../../../server/src/pods/review/profile.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";

export const defaultProfile: ReviewProfile = { target: defaultTarget, severities: new Map() };
