import type { OperatorDefinition } from '../ruleset.js';
import { hostPattern } from './host-pattern.js';
import { child, type MapEntry, type TextNode, textsOf } from './node.js';
import { isPublicSuffix } from './public-suffix.js';
import type { ReadContext } from './read-context.js';

/** The highest number of an autonomous system (RFC 6793). */
const highestAsn = 2 ** 32 - 1;

/** One entry of `operators`. What is no domain, or no number of an autonomous system, is a problem and left out. */
export function readOperator(name: string, { keyPlace, value }: MapEntry, context: ReadContext): OperatorDefinition {
  const domains = textsOf(child(value, 'domains'));
  const asns = textsOf(child(value, 'asns'));
  if (value.kind === 'map' && value.entries.size > 0 && domains.length + asns.length === 0) {
    context.problems.add(keyPlace, `the operator \`${name}\` has nothing to be recognised by: give it \`domains\` or \`asns\``);
  }
  return {
    name,
    place: keyPlace,
    domains: [...new Set(domains.flatMap((domain) => readDomain(domain, context) ?? []))],
    asns: [...new Set(asns.flatMap((asn) => readAsn(asn, context) ?? []))],
  };
}

function readDomain({ text, place }: TextNode, context: ReadContext): string | undefined {
  const { problems } = context;
  const pattern = hostPattern(text);
  switch (pattern.kind) {
    case 'name':
      if (context.pack !== undefined || !isPublicSuffix(pattern.text)) return pattern.text;
      problems.add(
        place,
        `\`${pattern.text}\` is a public suffix: anybody may have a domain under it, so it says nothing of who runs a server`,
      );
      return undefined;
    case 'below':
      problems.add(place, `write \`${pattern.text}\`: a domain of an operator counts with everything below it`);
      return undefined;
    case 'list':
      problems.add(place, `expected a domain such as \`agora.io\`, found \`${text}\`; lists of hosts do not stand here`);
      return undefined;
    case 'address':
    case 'cidr':
      problems.add(place, `expected a domain such as \`agora.io\`, found \`${text}\`; who runs an address is said by \`asns\``);
      return undefined;
    case 'invalid':
      problems.add(place, pattern.reason);
      return undefined;
  }
}

function readAsn({ text, place }: TextNode, { problems }: ReadContext): number | undefined {
  const asn = /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : Number.NaN;
  if (asn <= highestAsn) return asn;
  // What is no number at all, the schema check has reported.
  if (!Number.isNaN(asn)) problems.add(place, `${text} is not the number of an autonomous system: they end at ${highestAsn}`);
  return undefined;
}
