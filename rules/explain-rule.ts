import { assertNever, type RecognisedAs } from '../model/index.js';
import { explainField } from './explain-field.js';
import type { ExchangeCondition, Forbidden, RuleDefinition, Ruleset, SetExpression, When } from './ruleset.js';

/**
 * A rule as one English sentence, for `rules explain` and as the description of rules that have none; `with-fields`: and a line on each of its
 * fields, what it is found by. Not the evaluation: it says what the rule file says. No planted value is in it.
 */
export function explainRule(
  rule: RuleDefinition,
  ruleset: Pick<Ruleset, 'fields' | 'groups'>,
  extent: 'sentence' | 'with-fields' = 'sentence',
): string {
  const fields = extent === 'sentence' ? [] : rule.fields.map((name) => `- ${explainField(name, ruleset.fields.get(name))}`);
  return [explainWhole(rule, ruleset), ...fields].join('\n');
}

function explainWhole(rule: RuleDefinition, ruleset: Pick<Ruleset, 'fields' | 'groups'>): string {
  const scope = explainWhen(rule.when);
  const subject = rule.fields.length === 0 ? 'no connection may ever' : `${list(rule.fields.map(quote), 'and')} must never`;
  const never = rule.never.map((forbidden) => explainForbidden(forbidden, rule, ruleset)).join(', nor ');
  const sentence = `${scope === '' ? '' : `${scope}, `}${subject} ${never}${consequence(rule)}.`;
  return sentence[0]?.toUpperCase() + sentence.slice(1);
}

function consequence(rule: RuleDefinition): string {
  if (rule.level === 'off') return ' (switched off)';
  if (rule.level !== 'error') return ` (${rule.level} only)`;
  return rule.fields.length === 0 ? '' : `; ${certainty(rule.failFrom)}`;
}

function certainty(failFrom: RecognisedAs): string {
  switch (failFrom) {
    case 'planted':
      return 'only planted values fail, less sure matches warn';
    case 'checksum':
      return 'planted values and checksums fail, less sure matches warn';
    case 'pattern':
      return 'matches by pattern or surer fail, matches by name warn';
    case 'name':
      return 'matches by name already fail';
    default:
      return assertNever(failFrom);
  }
}

function explainForbidden(forbidden: Forbidden, rule: RuleDefinition, { groups }: Pick<Ruleset, 'groups'>): string {
  const parts: string[] = [];
  const connection = rule.fields.length === 0;
  const reach = connection ? 'go to' : reachVerb(rule.when);
  if (forbidden.anywhere) parts.push(connection ? 'be made at all' : 'appear at all');
  if (forbidden.wire) parts.push(connection ? 'be in cleartext' : 'cross the network in cleartext');
  if (forbidden.readable) parts.push('be readable once TLS is removed');
  if (forbidden.region) {
    const { mode, members } = forbidden.region;
    const names = members.map((name) => regionName(name, groups));
    parts.push(`${reach} a server ${mode === 'in' ? `in ${list(names, 'or')}` : `outside ${list(names, 'and')}`}`);
  }
  if (forbidden.operator) {
    const { mode, members } = forbidden.operator;
    parts.push(`${reach} a server run by ${mode === 'in' ? '' : 'anyone but '}${list(members.map(quote), 'or')}`);
  }
  if (forbidden.host) parts.push(`${reach} ${set(forbidden.host, 'any host but')}`);
  if (forbidden.location) parts.push(`stand ${location(forbidden.location)}`);
  if (forbidden.names) parts.push(`${connection ? 'go' : 'travel'} where ${disagreement[forbidden.names]}`);
  if (forbidden.tlsBelow) parts.push(`travel over a TLS version below ${forbidden.tlsBelow.replace('TLSv', '')}`);
  const [first = ''] = parts;
  if (parts.length < 2) return first;
  return parts.length === 2 ? `both ${list(parts, 'and')}` : `at once ${list(parts, 'and')}`;
}

const disagreement: Readonly<Record<NonNullable<Forbidden['names']>, string>> = {
  disagree: 'target, SNI, Host and certificate disagree on the server',
  'disagree-with-ptr': 'the names of the address (PTR) are of other domains than the name asked for',
};

function reachVerb({ direction }: When): string {
  switch (direction) {
    case 'client-to-server':
      return 'go to';
    case 'server-to-client':
      return 'come from';
    case undefined:
      return 'be exchanged with';
    default:
      return assertNever(direction);
  }
}

function explainWhen(when: When): string {
  const parts: string[] = [];
  const message =
    when.direction === 'client-to-server' ? 'sent by the device' : when.direction === 'server-to-client' ? 'sent by the server' : '';
  const traits: string[] = [];
  if (message) traits.push(message);
  if (when.method) traits.push(`with method ${set(when.method, 'any but')}`);
  if (when.host) traits.push(`for ${set(when.host, 'any host but')}`);
  if (when.path) traits.push(`under path ${set(when.path, 'any but')}`);
  if (when.client) traits.push(`of device ${set(when.client, 'any but')}`);
  if (traits.length > 0) parts.push(`in messages ${traits.join(' ')}`);
  if (when.location) parts.push(location(when.location));
  if (when.during) parts.push(`during ${list(when.during.map(quote), 'or')}`);
  if (when.before) parts.push(`before ${list(when.before.map(quote), 'or')}`);
  if (when.after) {
    const after = when.after.map((each) => ('step' in each ? quote(each.step) : exchange(each.exchange)));
    parts.push(`after ${list(after, 'or')}`);
  }
  return parts.join(', ');
}

function exchange({ method, host, path, status }: ExchangeCondition): string {
  const request = [method && set(method, 'any method but'), path && set(path, 'any path but')]
    .filter((part) => part !== undefined)
    .join(' ');
  const parts = [request && `${request}`, host && `to ${set(host, 'any host but')}`, status && `answered ${set(status, 'anything but')}`];
  return ['a successful exchange', ...parts.filter(Boolean)].join(' ');
}

function location(value: SetExpression): string {
  const names = value.members.map((name) => (name === 'name' ? 'name outside TLS' : name === 'url' ? 'URL path' : name));
  return value.mode === 'in' ? `in the ${list(names, 'or')}` : `anywhere but in the ${list(names, 'or')}`;
}

function regionName(name: string, groups: Ruleset['groups']): string {
  const countries = groups.get(name);
  if (countries === undefined || countries.length > 6) return /^[A-Z]/.test(name) ? name : quote(name);
  return `${quote(name)} (${[...countries].sort().join(', ')})`;
}

function set({ mode, members }: SetExpression, notIn: string): string {
  return mode === 'in' ? list(members.map(quote), 'or') : `${notIn} ${list(members.map(quote), 'or')}`;
}

function quote(text: string): string {
  return `\`${text}\``;
}

function list(items: readonly string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}
