import { UserError } from "../../infrastructure/errors.ts";

/**
 * The base64 of a policy file: of Rego, or what the file holds where that is base64 already.
 * @throws UserError where nothing is in it: hcsshim boots with that too, and the guest then allows everything
 */
export function encodePolicy(file: string, bytes: Buffer): string {
  const text = bytes.toString("utf8").trim();
  if (text === "") throw new UserError("no-policy", `${file} is empty: choose a file with a policy.`);
  return /^[A-Za-z0-9+/]{16,}={0,2}$/.test(text) ? text : bytes.toString("base64");
}
