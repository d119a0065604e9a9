/** Policies that Windows ships, by the friendly names that CiTool lists. */
const names: ReadonlyMap<string, string> = new Map([
  ["5951a96a-e0b5-4d3d-8fb8-3e5b61030784", "Windows10S_Lockdown_Policy_Supplementable"],
  ["82443e1e-8a39-4b4a-96a8-f40ddc00b9f3", "WindowsE_Lockdown_Policy"],
  ["5dac656c-21ad-4a02-ab49-649917162e70", "WindowsE_Lockdown_Flight_Policy_Supplemental"],
  ["cdd5cb55-db68-4d71-aa38-3df2b6473a52", "WindowsE_Lockdown_Test_Policy_Supplemental"],
  ["d2bda982-ccf6-4344-ac5b-0b44427b6816", "Microsoft Windows Driver Policy"],
  [
    "784c4414-79f4-4c32-a6a5-f0fb42a51d0d",
    "Microsoft Windows Cross Certificates for Code Integrity Exceptions Audit Policy",
  ],
  ["8f9cb695-5d48-48d6-a329-7202b44607e3", "Microsoft Windows Cross Certificates for Code Integrity Exceptions Policy"],
  ["a072029f-588b-4b5e-b7f9-05aad67df687", "Microsoft Windows Virtualization Based Security Policy"],
  ["60fd87f8-4593-44a0-91b0-2e0da022f248", "Microsoft Windows Endpoint Security Policy"],
  ["0283ac0f-fff1-49ae-ada1-8a933130cad6", "VerifiedAndReputableDesktop"],
  ["1283ac0f-fff1-49ae-ada1-8a933130cad6", "VerifiedAndReputableDesktopEvaluation"],
]);

/** The name that a policy with this id is known by. */
export function knownPolicyName(id: string): string | undefined {
  return names.get(id.toLowerCase());
}

/** The id that the file name of an active policy is: `{5951a96a-….}.cip`. */
export function policyIdOfFileName(name: string): string | undefined {
  return /\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}\.cip$/i.exec(name)?.[1]?.toLowerCase();
}
