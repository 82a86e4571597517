/** A named set of countries that ships with us. */
export interface CountryGroup {
  readonly name: string;
  readonly description: string;
  /** ISO countries, all members, partial ones included. */
  readonly countries: readonly string[];
  /** Members of which the group covers a part only (certified recipients, the private sector …): country alone proves nothing. */
  readonly partial: readonly string[];
  /** `YYYY-MM-DD`: the day the membership was checked. */
  readonly asOf: string;
  readonly source: string;
  /** `YYYY-MM-DD`: from then on, check it again. */
  readonly expires: string;
}

const AS_OF = '2026-01-31';
const EXPIRES = '2027-06-30';

const EU = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
const EEA = [...EU, 'IS', 'LI', 'NO'];
const EU_ADEQUATE = 'AD AR BR CA CH FO GB GG IL IM JE JP KR NZ UY US'.split(' ');

function group(
  name: string,
  description: string,
  source: string,
  countries: readonly string[],
  partial: readonly string[] = [],
): CountryGroup {
  return { name, description, countries, partial, asOf: AS_OF, source, expires: EXPIRES };
}

const groups: readonly CountryGroup[] = [
  group('eu', 'member states of the European Union', 'https://european-union.europa.eu/principles-countries-history/eu-countries_en', EU),
  group('eea', 'the European Economic Area: the EU with Iceland, Liechtenstein and Norway', 'https://www.efta.int/eea', EEA),
  group(
    'eu-adequate',
    'countries with an adequacy decision of the European Commission (GDPR, article 45)',
    'https://commission.europa.eu/law/law-topic/data-protection/international-dimension-data-protection/adequacy-decisions_en',
    EU_ADEQUATE,
    // Canada: commercial organisations; Japan: business operators under APPI; United States: companies certified under the Data Privacy Framework.
    ['CA', 'JP', 'US'],
  ),
  group(
    'uk-adequate',
    'countries that the United Kingdom regards as adequate (UK GDPR, article 45; Data Protection Act 2018, schedule 21)',
    'https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/international-transfers/',
    [...EEA, 'AD', 'AR', 'CA', 'CH', 'FO', 'GG', 'GI', 'IL', 'IM', 'JE', 'JP', 'KR', 'NZ', 'US', 'UY'],
    // Canada and Japan: as for the EU; United States: the UK Extension to the Data Privacy Framework.
    ['CA', 'JP', 'US'],
  ),
  group(
    'jp-equivalent',
    'countries that Japan regards as equivalent (APPI, article 28): the EEA and the United Kingdom',
    'https://www.ppc.go.jp/en/legal/',
    [...EEA, 'GB'],
  ),
  group(
    'us-doj-concern',
    'countries of concern of the US Department of Justice’s data security programme (28 CFR 202.601)',
    'https://www.ecfr.gov/current/title-28/chapter-I/part-202',
    'CN HK MO CU IR KP RU VE'.split(' '),
  ),
  group('cn-mainland', 'mainland China, without Hong Kong, Macao and Taiwan', 'ISO 3166-1', ['CN']),
  group('ru', 'Russia', 'ISO 3166-1', ['RU']),
];

/** The groups that rulesets may name without defining them. A ruleset that defines one of these names replaces it. */
export const builtInGroups: ReadonlyMap<string, CountryGroup> = new Map(groups.map((entry) => [entry.name, entry]));
