import type { Region } from '../../model/index.js';
import type { CountryAnswer, CountryDatabase } from './country-database.js';

/** A database with what it said. `decides`: its answer counted. */
export interface HeardDatabase {
  readonly database: CountryDatabase;
  readonly answer: CountryAnswer | 'damaged' | undefined;
  readonly decides: boolean;
}

export interface WeighedAnswers {
  readonly region: Region;
  readonly heard: readonly HeardDatabase[];
}

function knows(answer: CountryAnswer | 'damaged' | undefined): boolean {
  return answer === 'damaged' || (answer !== undefined && (answer.country !== undefined || answer.anycast));
}

/** `GeoLite2-Country 2026-10-06: IE, registered in US`. */
function said({ database, answer }: HeardDatabase): string {
  const parts: string[] = [];
  if (answer !== undefined && answer !== 'damaged') {
    const { country, registered, represented, anycast } = answer;
    if (country !== undefined) parts.push(country);
    if (registered !== undefined && registered !== country)
      parts.push(`${country === undefined ? 'only ' : ''}registered in ${registered}`);
    if (represented !== undefined && represented !== country) parts.push(`users of ${represented}`);
    if (anycast) parts.push('anycast');
  }
  return `${database.name} ${database.date}: ${parts.join(', ')}`;
}

/** Whether a database said more than a country and no less. */
function plain({ answer }: Pick<HeardDatabase, 'answer'>): boolean {
  if (answer === undefined || answer === 'damaged' || answer.country === undefined || answer.anycast) return false;
  const { country, registered = country, represented = country } = answer;
  return registered === country && represented === country;
}

/**
 * What several databases leave possible. `precedence` is those that go before others, in order: the first of them that knows the address decides
 * alone. Without one, every country that a database names stays possible. `country` decides; where a network is registered is shown but is no
 * answer, nor is a lack of one. An entry that cannot be read, or that says anycast, leaves every country possible: what else it would have said is
 * not known.
 */
export function weighAnswers(
  address: string,
  databases: readonly CountryDatabase[],
  precedence: readonly CountryDatabase[],
): WeighedAnswers {
  const answers = databases.map((database) => ({ database, answer: database.lookup(address) }));
  if (precedence.length === 0) {
    const agreed = agreedRegion(answers);
    if (agreed !== undefined) return { region: agreed, heard: answers.map((each) => ({ ...each, decides: knows(each.answer) })) };
  }
  const first = precedence.find((preferred) => answers.some(({ database, answer }) => database === preferred && knows(answer)));
  const heard = answers.map((each) => ({ ...each, decides: knows(each.answer) && (first === undefined || each.database === first) }));
  return { heard, region: regionOf(heard, first) };
}

/** The common case: those that say something say one country and nothing beside it. */
function agreedRegion(answers: readonly Pick<HeardDatabase, 'database' | 'answer'>[]): Region | undefined {
  let country: string | undefined;
  let name = '';
  let date = '';
  for (const each of answers) {
    const { database, answer } = each;
    if (saysNothing(each)) {
      if (answer === 'damaged') return undefined;
      continue;
    }
    if (!plain(each) || typeof answer !== 'object' || (country !== undefined && answer.country !== country)) return undefined;
    country = answer.country;
    name = name === '' ? database.name : `${name} + ${database.name}`;
    if (date === '' || database.date < date) date = database.date;
  }
  return country === undefined ? undefined : { candidates: [country], source: { kind: 'database', name, date } };
}

function regionOf(heard: readonly HeardDatabase[], first: CountryDatabase | undefined): Region {
  const deciding = heard.filter(({ decides }) => decides);
  const telling = heard.filter(({ answer }) => answer !== undefined && answer !== 'damaged');
  const damaged = deciding.find(({ answer }) => answer === 'damaged');
  const unknown = (cause: 'database-damaged' | 'anycast' | 'not-in-database', detail: string): Region => ({
    candidates: 'unknown',
    source: { kind: 'none', cause, ...(detail === '' ? {} : { detail }) },
  });
  if (damaged !== undefined) return unknown('database-damaged', `${damaged.database.name} ${damaged.database.date}`);
  const anycast = deciding.find(({ answer }) => typeof answer === 'object' && answer.anycast);
  if (anycast !== undefined) return unknown('anycast', `${anycast.database.name} ${anycast.database.date}`);
  const countries = deciding.flatMap(({ answer }) => (typeof answer === 'object' && answer.country !== undefined ? [answer.country] : []));
  if (countries.length === 0) {
    const partly = telling.filter(({ answer }) => typeof answer === 'object' && (answer.registered ?? answer.represented) !== undefined);
    return unknown('not-in-database', partly.map(said).join('; '));
  }
  const candidates = [...new Set(countries)].sort();
  const inFull = candidates.length > 1 || first !== undefined || !telling.every((each) => plain(each) || saysNothing(each));
  const detail = `${telling
    .filter((each) => !saysNothing(each))
    .map(said)
    .join('; ')}${first === undefined || telling.length < 2 ? '' : `; ${first.name} goes before others`}`;
  return {
    candidates,
    source: {
      kind: 'database',
      name: deciding.map(({ database }) => database.name).join(' + '),
      // The oldest: the union is no fresher than that.
      date: deciding.map(({ database }) => database.date).sort()[0] ?? '',
      ...(inFull ? { detail } : {}),
    },
  };
}

function saysNothing({ answer }: Pick<HeardDatabase, 'answer'>): boolean {
  if (answer === undefined || answer === 'damaged') return true;
  return answer.country === undefined && answer.registered === undefined && answer.represented === undefined && !answer.anycast;
}
