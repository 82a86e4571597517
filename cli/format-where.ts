import { assertNever, type Region } from '../model/index.js';
import type { WhereAddress, WhereResult } from '../session.js';
import type { Terminal } from './terminal.js';

type Paint = Terminal['paint'];
/** Makes what came from files and the network safe for a terminal. */
type Show = (text: string) => string;
type Explanation = WhereAddress['explanation'];
type Heard = Explanation['databases'][number];

/** What `where` found, for people: a block an address, its steps in the order in which they are taken, the conclusion last. */
export function formatWhere(result: WhereResult, paint: Paint, show: Show): string {
  const label = labelled(show);
  const { target, resolution, addresses, databases, warnings, rulesets } = result;
  const head: string[] = [];
  if (resolution.kind === 'resolved') {
    const count = addresses.length === 1 ? 'one address' : `${addresses.length} addresses`;
    head.push(`${paint.bold(show(target))} has ${count}, by the resolver of this machine`);
  } else if (resolution.kind === 'failed') head.push(`${paint.bold(show(target))}: ${show(resolution.reason)}`);
  const blocks = addresses.map((each) => addressLines(each, paint, show).join('\n'));
  const tail = [
    ...(rulesets.length === 0 ? [] : [label('rules', rulesets.join(', '))]),
    ...databases.map(({ name, date, file, origin, instead }) =>
      label('database', `${name} ${date} (${origin}${instead ? ', in place of the one that ships' : ''}): ${file}`),
    ),
    ...warnings.map((warning) => `  ${paint.yellow('warning')}    ${show(warning)}`),
  ];
  return [...head, ...blocks, tail.join('\n')].filter((part) => part !== '').join('\n\n');
}

function addressLines(
  { address, explanation, autonomousSystem, names, operators, rules, advice }: WhereAddress,
  paint: Paint,
  show: Show,
): readonly string[] {
  const label = labelled(show);
  const { classified, overrides, anycast, databases, region } = explanation;
  return [
    paint.bold(show(address)),
    label('class', describeClass(classified)),
    ...overrides.map(({ cidr, host, region: country, reason, place }, index) =>
      label('override', `${cidr ?? host ?? ''} is ${country}, ${reason} (${place.file}:${place.line})${index === 0 ? ': decides' : ''}`),
    ),
    ...(anycast === undefined ? [] : [label('anycast', describeAnycast(anycast))]),
    ...databases.map((heard) =>
      label('database', `${describeHeard(heard)}${heard.decides && overrides.length === 0 && anycast === undefined ? ': counts' : ''}`),
    ),
    ...(autonomousSystem === undefined
      ? []
      : [label('network', `AS${autonomousSystem.asn} ${autonomousSystem.organisation} (${autonomousSystem.source})`)]),
    ...(names === undefined ? [] : describeNames(names).map((text) => label('name', text))),
    ...operators.map(({ operator, by, name }) => label('run by', `${operator} (${by} ${name})`)),
    `  ${'stands in'.padEnd(10)} ${paint.bold(describeRegion(region))}`,
    ...(advice === undefined ? [] : [label('settle', advice)]),
    ...rules.map(({ ruleId, forbidden, verdict, conditional, rest }) => {
      const set = `${forbidden.mode === 'in' ? 'in' : 'not in'} ${forbidden.members.join(', ')}`;
      const also = rest.length === 0 ? '' : `, together with ${rest.join(', ')}`;
      const colour = verdict === 'denied' ? paint.red : verdict === 'undetermined' ? paint.yellow : paint.green;
      return `  ${'rule'.padEnd(10)} ${colour(conditional ? `${verdict}, conditional` : verdict)}  ${show(`${ruleId} (never ${set}${also})`)}`;
    }),
  ];
}

/** How the name became the address: a line an alias, or why nobody knows. */
function describeNames({ chain, chainUnknown, resolver, addresses }: NonNullable<WhereAddress['names']>): readonly string[] {
  const by = resolver === undefined ? '' : `, by ${resolver}`;
  const links = chain.map(({ name, cname, ttl }) => `${name} is an alias of ${cname} (${ttl} s${by})`);
  if (chainUnknown !== undefined) return [...links, `what led to this address is not known (${chainUnknown})`];
  const ttl = addresses[0]?.ttl;
  return links.length > 0 ? links : [`no alias${ttl === undefined ? '' : ` (${ttl} s${by})`}`];
}

function labelled(show: Show): (name: string, text: string) => string {
  return (name, text) => `  ${name.padEnd(10)} ${show(text)}`;
}

function describeClass(classified: Explanation['classified']): string {
  switch (classified.kind) {
    case 'public':
      return classified.via === undefined ? 'public' : `public, ${classified.via} for ${classified.address}`;
    case 'special': {
      const via = classified.via === undefined ? '' : `${classified.via} for ${classified.address}, `;
      return `${via}${classified.range}${classified.embedded === undefined ? '' : `, with ${classified.embedded} in it`}`;
    }
    case 'not-an-address':
      return 'no address';
    default:
      return assertNever(classified);
  }
}

function describeAnycast(mark: NonNullable<Explanation['anycast']>): string {
  if (mark.kind === 'ruleset') return `${mark.cidr} (${mark.place.file}:${mark.place.line})`;
  return `${mark.cidr}, ${mark.service} (${mark.source}, as of ${mark.asOf})`;
}

function describeHeard({ database, answer }: Heard): string {
  const named = `${database.name} ${database.date}`;
  if (answer === 'damaged') return `${named} cannot be read here: it is damaged`;
  if (answer === undefined) return `${named} does not know it`;
  const { country, registered, represented, anycast } = answer;
  return [
    `${named} says ${country ?? 'no country'}`,
    ...(registered === undefined ? [] : [`registered in ${registered}`]),
    ...(represented === undefined ? [] : [`users of ${represented}`]),
    ...(anycast ? ['anycast'] : []),
  ].join(', ');
}

function describeRegion({ candidates, source }: Region): string {
  if (candidates !== 'unknown') return candidates.join(' or ');
  return source.kind === 'none' ? `unknown (${source.cause})` : 'unknown';
}

/** The same for machines. Keys stay as they are. */
export function whereAsJson({ target, resolution, rulesets, addresses, databases, warnings }: WhereResult): unknown {
  return {
    target,
    resolution: resolution.kind,
    ...(resolution.kind === 'failed' ? { reason: resolution.reason } : {}),
    rulesets,
    addresses: addresses.map(({ address, explanation, autonomousSystem, names, operators, rules, advice }) => ({
      address,
      class: explanation.classified,
      overrides: explanation.overrides.map(({ cidr, host, region, reason, place }) => ({
        ...(cidr === undefined ? { host } : { cidr }),
        region,
        reason,
        place: `${place.file}:${place.line}`,
      })),
      anycast: explanation.anycast ?? null,
      databases: explanation.databases.map(({ database, answer, decides }) => ({
        name: database.name,
        date: database.date,
        answer: answer ?? null,
        decides,
      })),
      autonomousSystem: autonomousSystem ?? null,
      names: names ?? null,
      operators,
      candidates: explanation.region.candidates,
      source: explanation.region.source,
      advice: advice ?? null,
      rules,
    })),
    databases,
    warnings,
  };
}
