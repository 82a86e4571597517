/** Whether a comma-separated header value (RFC 9110, section 5.6.1) has this lower-case token, whatever its case there. Parameters and versions after `/` do not count. */
export function hasToken(value: string | undefined, token: string): boolean {
  if (value === undefined) return false;
  if (value === token) return true;
  if (value.length < token.length || (value.length !== token.length && !value.includes(',') && !value.includes('/'))) return false;
  return value
    .toLowerCase()
    .split(',')
    .some((element) => {
      const slash = element.indexOf('/');
      return (slash === -1 ? element : element.slice(0, slash)).trim() === token;
    });
}
