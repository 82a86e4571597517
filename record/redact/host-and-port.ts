/** `host:port`, an IPv6 literal in brackets (RFC 3986, section 3.2.2). Without a port the host alone. */
export function hostAndPort(host: string, port: number | undefined): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? name : `${name}:${port}`;
}
