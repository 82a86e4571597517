const separators = /[\s_.-]+/g;

/** The form in which names are compared: lower case and without separators, so that `user_id`, `userId` and `User-ID` are one. */
export function nameKey(name: string): string {
  return name.replace(separators, '').toLowerCase();
}
