import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { wrappedIpv4 } from '../regions/wrapped-ipv4.js';

type Network = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

/** Host patterns of a set, lists resolved, ready to be asked. */
export interface HostPatterns {
  /** A host name or IP literal, as {@link normalHost} gives it. */
  matches(host: string): boolean;
  /** An IP literal against the set's addresses and CIDRs only. */
  matchesAddress(address: string): boolean;
}

/** `a.example` exactly; `*.a.example` itself and everything below it; an IP or CIDR; the name of a list. */
export function compileHostPatterns(patterns: readonly string[], lists: ReadonlyMap<string, readonly string[]>): HostPatterns {
  const names = new Set<string>();
  const suffixes = new Set<string>();
  const networks: Network[] = [];
  const seen = new Set<string>();
  let everything = false;
  const add = (pattern: string): void => {
    const list = lists.get(pattern);
    if (list !== undefined) {
      if (seen.has(pattern)) return;
      seen.add(pattern);
      for (const member of list) add(member);
      return;
    }
    const network = networkOf(pattern);
    if (network !== undefined) networks.push(network);
    else if (pattern === '*') everything = true;
    else if (pattern.startsWith('*.')) suffixes.add(normalHost(pattern.slice(2)));
    else names.add(normalHost(pattern));
  };
  for (const pattern of patterns) add(pattern);

  const matchesAddress = (address: string): boolean => {
    if (networks.length === 0) return false;
    const parsed = addressOf(address);
    return parsed !== undefined && networks.some((network) => contains(network, parsed));
  };
  return {
    matchesAddress,
    matches: (host) => {
      if (everything || names.has(host)) return true;
      if (suffixes.size > 0) {
        for (let at = 0; at >= 0; ) {
          if (suffixes.has(at === 0 ? host : host.slice(at))) return true;
          const dot = host.indexOf('.', at);
          at = dot < 0 ? -1 : dot + 1;
        }
      }
      return matchesAddress(host);
    },
  };
}

/** Whether a host (any case, with or without a final dot or brackets) is in a set of patterns: for `passthrough` and `insecureOrigins`. */
export function createHostMatcher(patterns: readonly string[], lists: ReadonlyMap<string, readonly string[]>): (host: string) => boolean {
  const compiled = compileHostPatterns(patterns, lists);
  return (host) => compiled.matches(normalHost(host));
}

/** Lower case, IDNA ASCII, without a final dot, brackets or an IPv6 zone. Not for text with a port. */
export function normalHost(host: string): string {
  let text = host.trim().toLowerCase();
  if (text.startsWith('[') && text.endsWith(']')) text = text.slice(1, -1);
  if (text.endsWith('.')) text = text.slice(0, -1);
  if (text.includes(':')) return addressOf(text)?.toString() ?? text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII.
  return /[^\u0000-\u007f]/.test(text) ? domainToASCII(text) || text : text;
}

/** True for an IPv4 address in four parts or an IPv6 address, without brackets. */
export function isIpLiteral(host: string): boolean {
  return addressOf(host) !== undefined;
}

function addressOf(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(':')) return undefined;
  const zone = text.indexOf('%');
  const bare = zone < 0 ? text : text.slice(0, zone);
  if (!ipaddr.IPv6.isValid(bare)) return undefined;
  const parsed = ipaddr.IPv6.parse(bare);
  return wrappedIpv4(parsed)?.address ?? parsed;
}

function networkOf(pattern: string): Network | undefined {
  const slash = pattern.indexOf('/');
  const address = addressOf(slash < 0 ? pattern : pattern.slice(0, slash));
  if (address === undefined) return undefined;
  const full = address.kind() === 'ipv4' ? 32 : 128;
  if (slash < 0) return [address, full];
  const text = pattern.slice(slash + 1);
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const mapped = full === 32 && pattern.includes(':') ? 96 : 0;
  const bits = Number(text) - mapped;
  return bits >= 0 && bits <= full ? [address, bits] : undefined;
}

function contains([network, bits]: Network, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (network instanceof ipaddr.IPv4) return address instanceof ipaddr.IPv4 && address.match(network, bits);
  return address instanceof ipaddr.IPv6 && address.match(network, bits);
}
