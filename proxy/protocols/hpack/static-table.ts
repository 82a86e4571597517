/** RFC 7541, Appendix A: name, value, name, value …; entry 1 stands at 2 and 3. */
const entries: readonly string[] = [
  ...['', ''],
  ...[':authority', ''],
  ...[':method', 'GET', ':method', 'POST'],
  ...[':path', '/', ':path', '/index.html'],
  ...[':scheme', 'http', ':scheme', 'https'],
  ...[':status', '200', ':status', '204', ':status', '206', ':status', '304', ':status', '400', ':status', '404', ':status', '500'],
  ...['accept-charset', '', 'accept-encoding', 'gzip, deflate', 'accept-language', '', 'accept-ranges', '', 'accept', ''],
  ...['access-control-allow-origin', '', 'age', '', 'allow', '', 'authorization', '', 'cache-control', ''],
  ...['content-disposition', '', 'content-encoding', '', 'content-language', '', 'content-length', '', 'content-location', ''],
  ...['content-range', '', 'content-type', '', 'cookie', '', 'date', '', 'etag', '', 'expect', '', 'expires', '', 'from', ''],
  ...['host', '', 'if-match', '', 'if-modified-since', '', 'if-none-match', '', 'if-range', '', 'if-unmodified-since', ''],
  ...['last-modified', '', 'link', '', 'location', '', 'max-forwards', '', 'proxy-authenticate', '', 'proxy-authorization', ''],
  ...['range', '', 'referer', '', 'refresh', '', 'retry-after', '', 'server', '', 'set-cookie', '', 'strict-transport-security', ''],
  ...['transfer-encoding', '', 'user-agent', '', 'vary', '', 'via', '', 'www-authenticate', ''],
];

/** Names and values of the static table (RFC 7541, Appendix A) by index, which begins at 1. */
export const staticTable: { readonly names: readonly string[]; readonly values: readonly string[]; readonly size: number } = {
  names: entries.filter((_, index) => index % 2 === 0),
  values: entries.filter((_, index) => index % 2 === 1),
  size: entries.length / 2 - 1,
};
