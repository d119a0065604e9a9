import path from "node:path";
import { root } from "./paths.mjs";

/** What the double's guest makes of its EFI disk in the window that is looked at, once this file is there. */
export const guestDisk = path.join(root, "out", "guest-disk.vhd");
