import type { GoObject } from "./go-json.ts";
import { goMap, goStruct } from "./go-struct.ts";

/** hcsshim's own identifiers of its controllers, in their order (`guestrequest.ScsiControllerGuids`). */
const controllers = [
  "df6d0690-79e5-55b6-a5ec-c1e2f77f580a",
  "0110f83b-de10-5172-a266-78bca56bf50a",
  "b5d2d8d4-3a75-51bf-945b-3444dc6b8579",
  "305891a9-b251-5dfe-91a2-c25d9212275b",
] as const;

/** A VHD at a LUN. */
export interface AttachedDisk {
  readonly path: string;
  readonly readOnly: boolean;
}

/** `Devices.Scsi`: so many controllers, the disks at the first one's LUNs from 0. */
export function scsiControllers(count: number, disks: readonly AttachedDisk[]): GoObject | undefined {
  const attachments = disks.map(
    ({ path, readOnly }, lun) => [lun, goStruct({ Type: "VirtualDisk", Path: path, ReadOnly: readOnly })] as const,
  );
  return goMap(
    Object.fromEntries(
      controllers
        .slice(0, count)
        .map((id, index) => [id, index === 0 ? goStruct({ Attachments: goMap(Object.fromEntries(attachments)) }) : {}]),
    ),
  );
}
