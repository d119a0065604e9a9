/** FAT date and time fields, local time taken as UTC, in milliseconds since 1970; `undefined` where the date is not set or impossible. */
export function fatTime(date: number, time: number, hundredths = 0): number | undefined {
  const day = date & 31;
  const month = (date >>> 5) & 15;
  if (day === 0 || month === 0 || month > 12) return undefined;
  const year = 1980 + (date >>> 9);
  return Date.UTC(year, month - 1, day, time >>> 11, (time >>> 5) & 63, (time & 31) * 2) + hundredths * 10;
}
