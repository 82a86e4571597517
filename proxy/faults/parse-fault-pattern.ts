import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { Authority } from '../capture/parse-authority.js';
import { FaultRuleError } from './fault-rule.js';

export interface FaultPattern {
  /** Normal form: lower case, names in ASCII, IPv6 in brackets where a port follows. */
  readonly pattern: string;
  readonly matches: (target: Authority) => boolean;
}

type HostTest = { readonly host: string; readonly matches: (host: string) => boolean };

const namePattern = /^[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?$/;

/**
 * Reads a host pattern as rulesets have them: `a.example` exactly, `*.a.example` itself and everything below it, `*`, an IP address or a
 * CIDR; each with an optional port, IPv6 then in brackets. It is held against what a device asks for, so that addresses match only
 * destinations given as addresses. Throws {@link FaultRuleError}.
 */
export function parseFaultPattern(text: string): FaultPattern {
  const { host, port } = split(text);
  const test = addressTest(host) ?? nameTest(host);
  if (test === undefined || port === 'none') throw notPattern(text);
  if (port === undefined) return { pattern: test.host, matches: (target) => test.matches(target.host) };
  return {
    pattern: `${test.host.includes(':') ? `[${test.host}]` : test.host}:${port}`,
    matches: (target) => target.port === port && test.matches(target.host),
  };
}

function notPattern(text: string): FaultRuleError {
  return new FaultRuleError(
    `${JSON.stringify(text.slice(0, 80))} is not a host to make fail: expected a name such as a.example or *.a.example, an IP address or a CIDR, each with an optional :port (IPv6 then in brackets)`,
  );
}

/** Two colons and no brackets are an IPv6 address, whose last group must not pass for a port. */
function split(text: string): { readonly host: string; readonly port: number | 'none' | undefined } {
  const lower = text.slice(0, 300).toLowerCase();
  const [, bracketed, plain = lower, digits] = /^(?:\[([^\]]*:[^\]]*)\]|([^:[\]]*))(?::([^:]*))?$/s.exec(lower) ?? [];
  const port = /^\d{1,5}$/.test(digits ?? '') ? Number(digits) : 0;
  return { host: bracketed ?? plain, port: digits === undefined ? undefined : port >= 1 && port <= 65_535 ? port : 'none' };
}

function addressTest(text: string): HostTest | undefined {
  const [network = '', bits, more] = text.split('/');
  const family = isIP(network);
  const widest = family === 4 ? 32 : 128;
  if (family === 0 || network.includes('%') || more !== undefined) return undefined;
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= widest)) return undefined;
  const networks = new BlockList();
  networks.addSubnet(network, bits === undefined ? widest : Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return {
    host: text,
    matches: (host) => isIP(host) !== 0 && networks.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6'),
  };
}

function nameTest(text: string): HostTest | undefined {
  if (text === '*') return { host: text, matches: () => true };
  const below = text.startsWith('*.');
  const written = (below ? text.slice(2) : text).replace(/\.$/, '');
  // Only where needed, and not on what it would drop without a word: line ends, for one.
  const name = /^[\x21-\x7e]*$/.test(written) || /[\s\p{Cc}]/u.test(written) ? written : domainToASCII(written);
  if (!namePattern.test(name) || name.includes('..') || /^[\d.]+$/.test(name)) return undefined;
  return below
    ? { host: `*.${name}`, matches: (host) => host === name || host.endsWith(`.${name}`) }
    : { host: name, matches: (host) => host === name };
}
