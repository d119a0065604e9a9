/** Windows' TIME_FIELDS: year, month, day, hour, minute, second, milliseconds, weekday, 16 bits each. */
const timeFieldsSize = 16;

/** Milliseconds since 1970 as if the firmware's local time were UTC; `undefined` where the fields are no date. */
export function readTimeFields(data: Buffer): number | undefined {
  if (data.length < timeFieldsSize) return undefined;
  const [year, month, day, hour, minute, second, milliseconds] = [0, 2, 4, 6, 8, 10, 12].map((at) =>
    data.readUInt16LE(at),
  );
  if (year === undefined || month === undefined || day === undefined || hour === undefined) return undefined;
  if (minute === undefined || second === undefined || milliseconds === undefined) return undefined;
  if (year < 1970 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || milliseconds > 999) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
}
