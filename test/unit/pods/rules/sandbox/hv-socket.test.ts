import { runCases } from "./cases.ts";

const service = "vm.hv-socket.service-table.";
const guid = "abcdefab-cdef-abcd-efab-abcdefabcdef";

runCases("Hyper-V socket services", "windows", [
  { name: "a service", annotations: { [service + guid]: '{"AllowWildcardBinds":true}' }, finds: [] },
  { name: "members in any letter case", annotations: { [service + guid]: '{"disabled":true}' }, finds: [] },
  {
    name: "no GUID",
    annotations: { [`${service}bad`]: "{}" },
    finds: [`warning hv-socket-guid-invalid ${service}bad`],
  },
  {
    name: "a GUID in braces",
    annotations: { [`${service}{${guid}}`]: "{}" },
    finds: [`warning hv-socket-guid-invalid ${service}{${guid}}`],
  },
  {
    name: "no object",
    annotations: { [service + guid]: "[]" },
    finds: [`warning hv-socket-json-invalid ${service}${guid}`],
  },
  {
    name: "a number for a text",
    annotations: { [service + guid]: '{"BindSecurityDescriptor":5}' },
    finds: [`warning hv-socket-json-invalid ${service}${guid}`],
  },
  {
    name: "one service twice: each of the two keys may lose",
    annotations: { [service + guid]: "{}", [service + guid.toUpperCase()]: "{}" },
    finds: [
      `warning hv-socket-duplicate ${service}${guid}`,
      `warning hv-socket-duplicate ${service}${guid.toUpperCase()}`,
    ],
  },
  {
    name: "a service that does not decode is no rival",
    annotations: { [service + guid]: "{}", [service + guid.toUpperCase()]: "[]" },
    finds: [`warning hv-socket-json-invalid ${service}${guid.toUpperCase()}`],
  },
  {
    name: "the log service of Windows guests",
    annotations: { [`${service}172DAD59-976d-45f2-8b6c-6d1b13f2ac4d`]: "{}" },
    finds: [`warning hv-socket-reserved ${service}172DAD59-976d-45f2-8b6c-6d1b13f2ac4d`],
  },
  {
    name: "vsock ports are not used by Windows guests",
    annotations: { [`${service}0000006d-facb-11e6-bd58-64006a7986d3`]: "{}" },
    finds: [],
  },
]);

runCases("Hyper-V socket services of Linux pods", "linux", [
  {
    name: "vsock port 109 carries the guest's logs",
    annotations: { [`${service}0000006d-facb-11e6-bd58-64006a7986d3`]: "{}" },
    finds: [`warning hv-socket-reserved ${service}0000006d-facb-11e6-bd58-64006a7986d3`],
  },
  {
    name: "the connection of Linux guests",
    annotations: { [`${service}40000000-facb-11e6-bd58-64006a7986d3`]: "{}" },
    finds: [`warning hv-socket-reserved ${service}40000000-facb-11e6-bd58-64006a7986d3`],
  },
]);
