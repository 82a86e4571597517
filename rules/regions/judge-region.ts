import type { Region, RegionVerdict } from '../../model/index.js';
import type { SetExpression } from '../ruleset.js';
import { builtInGroups } from './built-in-groups.js';

export interface RegionJudgement {
  readonly verdict: RegionVerdict;
  /** The verdict rests on a country that a group covers in part only: the finding is conditional. */
  readonly conditional: boolean;
}

type Membership = 'full' | 'partial' | 'none';
type Standing = 'forbidden' | 'conditional' | 'allowed';

function isCountry(member: string): boolean {
  return /^[A-Z]{2}$/.test(member);
}

/** A ruleset's group may star a country (`US*`) as the built-in ones do. */
function membershipInGroup(country: string, name: string, groups: ReadonlyMap<string, readonly string[]>): Membership {
  const own = groups.get(name);
  if (own !== undefined) return own.includes(country) ? 'full' : own.includes(`${country}*`) ? 'partial' : 'none';
  const builtIn = builtInGroups.get(name);
  if (builtIn === undefined) throw new TypeError(`unknown country group: ${name}`);
  if (!builtIn.countries.includes(country)) return 'none';
  return builtIn.partial.includes(country) ? 'partial' : 'full';
}

/** The surest membership through any member of the set. */
function membership(country: string, members: readonly string[], groups: ReadonlyMap<string, readonly string[]>): Membership {
  let surest: Membership = 'none';
  for (const member of members) {
    const found: Membership = isCountry(member) ? (member === country ? 'full' : 'none') : membershipInGroup(country, member, groups);
    if (found === 'full') return 'full';
    if (found === 'partial') surest = 'partial';
  }
  return surest;
}

/** Partial membership never clears a country: whether it is in the set or outside, the recipient decides. */
function standing(country: string, set: SetExpression, groups: ReadonlyMap<string, readonly string[]>): Standing {
  const found = membership(country, set.members, groups);
  if (found === 'partial') return 'conditional';
  return (found === 'full') === (set.mode === 'in') ? 'forbidden' : 'allowed';
}

/**
 * Judges where an address may stand against the *forbidden* set: every candidate in it, denied; none, allowed; some, or no
 * candidate known, undetermined. Members are ISO countries (upper-case) or group names (lower-case); `groups` are the
 * ruleset's own and go before the built-in ones. Throws on an unknown group, which loading has ruled out.
 */
export function judgeRegion(region: Region, set: SetExpression, groups: ReadonlyMap<string, readonly string[]>): RegionJudgement {
  for (const member of set.members) if (!isCountry(member)) membershipInGroup('', member, groups);
  if (region.candidates === 'unknown' || region.candidates.length === 0) return { verdict: 'undetermined', conditional: false };
  const standings = region.candidates.map((country) => standing(country, set, groups));
  const conditional = standings.includes('conditional');
  if (standings.every((entry) => entry === 'allowed')) return { verdict: 'allowed', conditional: false };
  return { verdict: standings.includes('allowed') ? 'undetermined' : 'denied', conditional };
}
