import ipaddr from 'ipaddr.js';
import type { CountryAnswer, CountryDatabase } from './country-database.js';
import { addressWords, createNetworkTable } from './network-table.js';

/**
 * Networks from before registries kept a record for each holder, which databases made of their records give the registry's own country: APNIC is
 * in Australia, AFRINIC in Mauritius, their networks all over Asia and Africa. Found by comparing, in the build of 2026-06-17, the country of each
 * IPv6 network with that of the IPv4 networks of the same autonomous system (where one country has 90 % of these): of networks in Australia, 2,410
 * are announced by systems of other countries and 599 by Australian ones; China's research network (2001:da8::/32) is among them. IANA IPv6 Global
 * Unicast Address Assignments, https://www.iana.org/assignments/ipv6-unicast-address-assignments/.
 */
export const registryPlaceholders = createNetworkTable([
  { cidr: '2001:200::/23', value: 'AU' },
  { cidr: '2001:c00::/23', value: 'AU' },
  { cidr: '2001:e00::/23', value: 'AU' },
  { cidr: '2001:4400::/23', value: 'AU' },
  { cidr: '2001:4200::/23', value: 'MU' },
]);

/**
 * The database without these answers: where it gives the registry's own country, it knows no more than where the network was registered. For the
 * database that ships and newer builds of it; not for those made in other ways.
 */
export function withoutPlaceholders(database: CountryDatabase): CountryDatabase {
  return {
    ...database,
    lookup: (address) => {
      const answer = database.lookup(address);
      return answer === undefined || answer === 'damaged' || !isPlaceholder(address, answer) ? answer : demoted(answer);
    },
  };
}

function isPlaceholder(address: string, { country }: CountryAnswer): boolean {
  // All of them begin so, and few addresses need more than this look.
  if ((country !== 'AU' && country !== 'MU') || !/^2001:/i.test(address)) return false;
  return registryPlaceholders.find(addressWords(ipaddr.parse(address)))?.value === country;
}

function demoted({ country, ...others }: CountryAnswer): CountryAnswer {
  return { ...others, ...(country === undefined ? {} : { registered: country }) };
}
