/** Raw headers (name, value, name, value …) without those that speak of the connection to the proxy itself (RFC 9110, sections 7.6.1 and 11.7). */
export function endToEndHeaders(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]!;
    switch (name.toLowerCase()) {
      case 'proxy-connection':
      case 'proxy-authorization':
      case 'keep-alive':
        continue;
      default:
        kept.push(name, raw[i + 1]!);
    }
  }
  return kept;
}
