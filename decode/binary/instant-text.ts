/** RFC 3339 text of a moment given in seconds since 1970, in UTC, with up to nine decimals and none that are zero; undefined when no calendar reaches it. */
export function instantText(seconds: number, nanoseconds = 0): string | undefined {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  const text = date.toISOString();
  const fraction = nanoseconds > 0 ? `.${String(nanoseconds).padStart(9, '0')}`.replace(/0{1,9}$/, '') : '';
  return nanoseconds > 0 ? text.replace(/\.\d{3}Z$/, `${fraction}Z`) : text.replace('.000Z', 'Z');
}
