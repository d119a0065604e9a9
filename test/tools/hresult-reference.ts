import { withHresults as withTable } from "../../client/src/boot/pages/with-hresults.ts";
import { hresultTable } from "../../client/src/host/hcs/hresult-page.ts";

/** The page of troubleshooting, whose last chapter is the table. */
export const troubleshootingFile = "client/docs/troubleshooting.md";

/** The page with the table as it is now. */
export const withHresults = (page: string): string => withTable(page, hresultTable());
