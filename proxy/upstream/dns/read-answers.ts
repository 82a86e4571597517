import { isIP } from 'node:net';
import type { Answer } from 'dns-packet';
import type { CnameLink } from '../../../model/index.js';

/** What an answer says of a name: the aliases that lead on from it, in order, and what stands at their end. */
export interface NameAnswer {
  readonly chain: readonly CnameLink[];
  readonly addresses: readonly { readonly address: string; readonly ttl: number }[];
  /** Of a question for the names of an address. */
  readonly pointers?: readonly { readonly name: string; readonly ttl: number }[];
}

export type QuestionType = 'A' | 'AAAA' | 'PTR';

/** Aliases followed from one name: resolvers give up sooner. */
export const mostLinks = 16;
const mostAddresses = 64;
/** Shared hosts have hundreds of names by their address, of which none says more than the first ones. */
const mostPointers = 8;
const longestName = 253;

/**
 * Follows the aliases (RFC 1034, section 3.6.2) from a name through the records of an answer, whatever their order. Nothing where they go
 * round in circles or on for too long, or hold what is no name of a host. Records of other names are ignored: nobody asked for them.
 */
export function readAnswers(name: string, type: QuestionType, answers: readonly Answer[]): NameAnswer | undefined {
  const aliases = new Map<string, CnameLink>();
  for (const record of answers) {
    if (record.type !== 'CNAME') continue;
    const owner = normalName(record.name);
    const cname = normalName(record.data);
    if (owner === undefined || cname === undefined) return undefined;
    if (!aliases.has(owner)) aliases.set(owner, { name: owner, cname, ttl: record.ttl ?? 0 });
  }
  const start = normalName(name);
  if (start === undefined) return undefined;
  const chain: CnameLink[] = [];
  let last = start;
  for (let link = aliases.get(last); link !== undefined; link = aliases.get(last)) {
    if (chain.length >= mostLinks || chain.some((earlier) => earlier.name === link?.cname) || link.cname === last) return undefined;
    chain.push(link);
    last = link.cname;
  }
  if (type === 'PTR') {
    const pointers = answers.flatMap((record) => {
      if (record.type !== 'PTR' || normalName(record.name) !== last) return [];
      const pointer = normalName(record.data);
      return pointer === undefined ? [] : [{ name: pointer, ttl: record.ttl ?? 0 }];
    });
    return { chain, addresses: [], pointers: pointers.slice(0, mostPointers) };
  }
  const family = type === 'A' ? 4 : 6;
  const addresses = answers.flatMap((record) => {
    if (record.type !== type || normalName(record.name) !== last || isIP(record.data) !== family) return [];
    return [{ address: record.data, ttl: record.ttl ?? 0 }];
  });
  return { chain, addresses: addresses.slice(0, mostAddresses) };
}

/** Lower case, without a final dot; nothing for what names no host. Underscores are common in aliases, and slashes on the way to the names of an address (RFC 2317). */
function normalName(text: string): string | undefined {
  const name = text.toLowerCase().replace(/\.$/, '');
  return name.length <= longestName && /^[a-z0-9_/-]{1,63}(?:\.[a-z0-9_/-]{1,63})*$/.test(name) ? name : undefined;
}
