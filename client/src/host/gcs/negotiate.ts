import type { Limit } from "../wait.ts";
import type { Bridge } from "./bridge.ts";
import { createRequest, negotiateRequest, protocolVersion, startRequest, type TimeZone } from "./requests.ts";
import { type GuestCapabilities, readCapabilities } from "./response.ts";

/** A guest that speaks, but not as it must. */
class NegotiationError extends Error {
  override readonly name = "NegotiationError";
  readonly code = "guest-protocol";
}

/**
 * Agrees on the protocol, and makes and starts the guest's own system where the guest asks for it. Start is asked for
 * only along with create, as hcsshim does.
 */
export async function negotiate(bridge: Bridge, zone: () => TimeZone, limit: Limit): Promise<GuestCapabilities> {
  const capabilities = readCapabilities(await bridge.call(negotiateRequest(), limit));
  const advice = "Use boot files and an hcsshim release that belong together.";
  if (capabilities === undefined) throw new NegotiationError(`The guest does not report what it can do. ${advice}`);
  if (capabilities.version !== protocolVersion) {
    throw new NegotiationError(
      `The guest answered with protocol version ${capabilities.version} instead of ${protocolVersion}. ${advice}`,
    );
  }
  if (capabilities.sendCreate) {
    await bridge.call(createRequest(zone()), limit);
    if (capabilities.sendStart) await bridge.call(startRequest(), limit);
  }
  return capabilities;
}
