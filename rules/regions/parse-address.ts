import ipaddr from 'ipaddr.js';

const LONGEST = 64;
/** `ipaddr.js` also reads `127.1`, octal octets and hexadecimal ones, which no socket reports. */
const FOUR_PARTS = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/;

/**
 * An IP literal as a socket reports it (four decimal parts, or IPv6; no brackets, no zone), or nothing. Each look-up begins here, so a text is read
 * once: `ipaddr.parse` tries it as IPv6 twice before it reads it.
 */
export function parseAddress(literal: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (literal.length > LONGEST) return undefined;
  if (!literal.includes(':')) return parseIpv4(literal);
  if (literal === lastLiteral) return lastAddress;
  const address = parseIpv6(literal);
  lastLiteral = literal;
  lastAddress = address;
  return address;
}

/** Reading IPv6 is dear, and the same address is asked of several tables in turn. */
let lastLiteral = '';
let lastAddress: ipaddr.IPv6 | undefined;

function parseIpv6(literal: string): ipaddr.IPv6 | undefined {
  // ipaddr.js reads `::8.8.8.8` as mapped, which it is not (RFC 4291, section 2.5.5.1).
  const text = /^::[\d.]+\./.test(literal) ? `0${literal}` : literal;
  try {
    return ipaddr.IPv6.parse(text);
  } catch {
    // It says so by throwing, and in no other way.
    return undefined;
  }
}

function parseIpv4(literal: string): ipaddr.IPv4 | undefined {
  if (!FOUR_PARTS.test(literal)) return undefined;
  const octets = literal.split('.').map(Number);
  return octets.some((octet) => octet > 255) ? undefined : new ipaddr.IPv4(octets);
}
