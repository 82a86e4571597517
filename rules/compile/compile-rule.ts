import type { Direction, FieldLocation, Level, RecognisedAs } from '../../model/index.js';
import type { ExchangeCondition, Forbidden, OperatorDefinition, RuleDefinition, SetExpression, When } from '../ruleset.js';
import type { CompiledField } from './compile-field.js';
import { type CompiledOperatorSet, compileOperatorSet } from './compile-operators.js';
import { compileGlobSet, compileHostSet, compileStatusSet, compileWordSet, type HostFacts } from './compile-set.js';
import type { Truth } from './truth.js';

export const allLocations: readonly FieldLocation[] = ['url', 'query', 'header', 'cookie', 'body', 'trailer', 'stream', 'name'];

export interface CompiledExchangeCondition {
  readonly method?: (method: string) => boolean;
  readonly host?: (facts: HostFacts) => Truth;
  readonly path?: (path: string) => boolean;
  readonly status: (status: number) => boolean;
}

/** `after`: a step by name, or the number of an exchange condition. */
export type AfterCondition = { readonly step: string } | { readonly exchange: number };

export interface CompiledWhen {
  readonly direction?: Direction;
  readonly host?: (facts: HostFacts) => Truth;
  readonly client?: (facts: HostFacts) => Truth;
  readonly path?: (path: string) => boolean;
  readonly method?: (method: string) => boolean;
  readonly locations?: ReadonlySet<FieldLocation>;
  readonly during?: readonly string[];
  readonly before?: readonly string[];
  readonly after?: readonly AfterCondition[];
}

export interface CompiledForbidden {
  readonly wireCleartext: boolean;
  readonly readable: boolean;
  readonly region?: SetExpression;
  readonly operator?: CompiledOperatorSet;
  readonly host?: (facts: HostFacts) => Truth;
  readonly locations?: ReadonlySet<FieldLocation>;
  readonly names?: Forbidden['names'];
  readonly tlsBelow?: number;
}

/** A rule with its tests compiled. `index` is its position among the live rules of the ruleset. */
export interface CompiledRule {
  readonly id: string;
  readonly index: number;
  readonly own: boolean;
  readonly description: string;
  readonly level: Level;
  readonly failFrom: RecognisedAs;
  /** Empty for rules that speak of every connection. */
  readonly fields: readonly CompiledField[];
  readonly when: CompiledWhen;
  readonly never: readonly CompiledForbidden[];
  readonly testsRegion: boolean;
  readonly testsOperator: boolean;
  /** Where a field must stand for the rule to be violated; absent when anywhere. */
  readonly locations?: ReadonlySet<FieldLocation>;
}

export interface RuleContext {
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly operators: ReadonlyMap<string, OperatorDefinition>;
  readonly operatorGroups?: ReadonlyMap<string, readonly string[]>;
  readonly fields: ReadonlyMap<string, CompiledField>;
  /** Numbers exchange conditions. */
  condition(condition: CompiledExchangeCondition): number;
}

export function compileRule(rule: RuleDefinition, level: Level, index: number, context: RuleContext): CompiledRule {
  const fields = rule.fields.map((name) => {
    const field = context.fields.get(name);
    if (field === undefined) throw new RangeError(`rule \`${rule.id}\` names the unknown field \`${name}\``);
    return field;
  });
  const when = compileWhen(rule.when, context);
  const never = rule.never.map((forbidden) => compileForbidden(forbidden, context));
  const locations = allLocations.filter(
    (location) => (when.locations?.has(location) ?? true) && never.some((forbidden) => forbidden.locations?.has(location) ?? true),
  );
  return {
    id: rule.id,
    index,
    own: rule.own,
    description: rule.description,
    level,
    failFrom: rule.failFrom,
    fields,
    when,
    never,
    testsRegion: rule.never.some(({ region }) => region !== undefined),
    testsOperator: rule.never.some(({ operator }) => operator !== undefined),
    ...(locations.length < allLocations.length ? { locations: new Set(locations) } : {}),
  };
}

export function compileExchangeCondition(
  condition: ExchangeCondition,
  lists: ReadonlyMap<string, readonly string[]>,
): CompiledExchangeCondition {
  return {
    ...(condition.method ? { method: compileWordSet(condition.method) } : {}),
    ...(condition.host ? { host: compileHostSet(condition.host, lists) } : {}),
    ...(condition.path ? { path: compileGlobSet(condition.path) } : {}),
    status: condition.status ? compileStatusSet(condition.status) : (status) => status < 400,
  };
}

function compileWhen(when: When, { lists, condition }: RuleContext): CompiledWhen {
  return {
    ...(when.direction ? { direction: when.direction } : {}),
    ...(when.host ? { host: compileHostSet(when.host, lists) } : {}),
    ...(when.client ? { client: compileHostSet(when.client, lists) } : {}),
    ...(when.path ? { path: compileGlobSet(when.path) } : {}),
    ...(when.method ? { method: compileWordSet(when.method) } : {}),
    ...(when.location ? { locations: locationsOf(when.location) } : {}),
    ...(when.during ? { during: when.during } : {}),
    ...(when.before ? { before: when.before } : {}),
    ...(when.after
      ? {
          after: when.after.map(
            (entry): AfterCondition => ('step' in entry ? entry : { exchange: condition(compileExchangeCondition(entry.exchange, lists)) }),
          ),
        }
      : {}),
  };
}

function compileForbidden(forbidden: Forbidden, { lists, operators, operatorGroups }: RuleContext): CompiledForbidden {
  return {
    wireCleartext: forbidden.wire === 'cleartext',
    readable: forbidden.readable === true,
    ...(forbidden.names ? { names: forbidden.names } : {}),
    ...(forbidden.region ? { region: forbidden.region } : {}),
    ...(forbidden.operator ? { operator: compileOperatorSet(forbidden.operator, operators, operatorGroups) } : {}),
    ...(forbidden.host ? { host: compileHostSet(forbidden.host, lists) } : {}),
    ...(forbidden.location ? { locations: locationsOf(forbidden.location) } : {}),
    ...(forbidden.tlsBelow ? { tlsBelow: tlsRank(forbidden.tlsBelow)! } : {}),
  };
}

function locationsOf(set: SetExpression): ReadonlySet<FieldLocation> {
  const holds = compileWordSet(set);
  return new Set(allLocations.filter(holds));
}

const versions = ['SSLv2', 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** Orders protocol versions as Node names them; `undefined` for one that is not known. */
export function tlsRank(version: string): number | undefined {
  const rank = versions.indexOf(version);
  return rank < 0 ? undefined : rank;
}
