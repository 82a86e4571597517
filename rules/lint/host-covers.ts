import ipaddr from 'ipaddr.js';
import { compileHostPatterns, normalHost } from '../compile/host-pattern.js';

/** No host has this label, so a pattern that takes it takes any. */
const anyLabel = 'any--label--at--all';

/**
 * Whether everything that one host pattern matches, another matches too. Lists are taken apart: each member of the narrower must be covered by
 * one member of the wider, so several networks that make up a larger one between them are not seen to cover it.
 */
export function hostCovers(wide: string, narrow: string, lists: ReadonlyMap<string, readonly string[]>): boolean {
  const wider = membersOf(wide, lists).map((member) => compileHostPatterns([member], new Map()));
  return membersOf(narrow, lists).every((member) => {
    const samples = samplesOf(member);
    return wider.some(({ matches }) => samples.every(matches));
  });
}

function membersOf(pattern: string, lists: ReadonlyMap<string, readonly string[]>, seen = new Set<string>()): readonly string[] {
  const list = lists.get(pattern);
  if (list === undefined) return [pattern];
  if (seen.has(pattern)) return [];
  seen.add(pattern);
  return list.flatMap((member) => membersOf(member, lists, seen));
}

/** Hosts of a pattern that stand for all of it: a pattern that matches them matches the rest. */
function samplesOf(pattern: string): readonly string[] {
  if (pattern === '*') return [anyLabel, `${anyLabel}.test`, '192.0.2.1', '2001:db8::1'];
  if (pattern.startsWith('*.')) {
    const below = normalHost(pattern.slice(2));
    return [below, `${anyLabel}.${below}`];
  }
  if (!pattern.includes('/')) return [normalHost(pattern)];
  if (!ipaddr.isValidCIDR(pattern)) return [pattern];
  const Address = ipaddr.parseCIDR(pattern)[0].kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return [Address.networkAddressFromCIDR(pattern).toString(), Address.broadcastAddressFromCIDR(pattern).toString()];
}
