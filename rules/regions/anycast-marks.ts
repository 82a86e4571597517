import type { NetworkEntry } from './network-table.js';

/** Why a network is said to be announced from many places at once. */
export interface AnycastMark {
  /** What is served there. */
  readonly service: string;
  /** Where that is published. */
  readonly source: string;
  /** `YYYY-MM-DD`: the day the networks were checked against it. */
  readonly asOf: string;
}

interface Entry extends AnycastMark {
  readonly networks: string;
}

/**
 * What is known to be anycast from what its operators or the RFC Editor publish. Far from all that is: a mark takes certainty away, the lack of
 * one gives none.
 */
const entries: readonly Entry[] = [
  {
    service: 'IETF anycast assignments: port control protocol, TURN, service registration',
    networks: '192.0.0.9/32 192.0.0.10/32 2001:1::1/128 2001:1::2/128 2001:1::3/128',
    source: 'RFC 7723, RFC 8155, RFC 9665',
    asOf: '2026-01-31',
  },
  {
    service: 'AS112, names of private addresses',
    networks: '192.31.196.0/24 192.175.48.0/24 2001:4:112::/48 2620:4f:8000::/48',
    source: 'RFC 7534, RFC 7535',
    asOf: '2026-01-31',
  },
  { service: 'relays of automatic multicast tunnels', networks: '192.52.193.0/24 2001:3::/32', source: 'RFC 7450', asOf: '2026-01-31' },
  {
    service: 'Google Public DNS',
    networks: '8.8.8.0/24 8.8.4.0/24 2001:4860:4860::8888/128 2001:4860:4860::8844/128',
    source: 'https://developers.google.com/speed/public-dns/docs/using',
    asOf: '2026-01-31',
  },
  {
    service: 'Cloudflare DNS',
    networks: '1.1.1.0/24 1.0.0.0/24',
    source: 'https://developers.cloudflare.com/1.1.1.1/ip-addresses/',
    asOf: '2026-01-31',
  },
  { service: 'Quad9', networks: '9.9.9.0/24 149.112.112.0/24 2620:fe::/48', source: 'https://www.quad9.net/faq/', asOf: '2026-01-31' },
  {
    service: 'OpenDNS',
    networks: '208.67.222.0/24 208.67.220.0/24 2620:119:35::/48 2620:119:53::/48',
    source: 'https://www.opendns.com/setupguide/',
    asOf: '2026-01-31',
  },
  {
    service: 'AdGuard DNS',
    networks: '94.140.14.0/24 94.140.15.0/24 2a10:50c0::/32',
    source: 'https://adguard-dns.io/kb/general/dns-providers/',
    asOf: '2026-01-31',
  },
  {
    service: 'Cloudflare',
    networks:
      '103.21.244.0/22 103.22.200.0/22 103.31.4.0/22 104.16.0.0/13 104.24.0.0/14 108.162.192.0/18 131.0.72.0/22 141.101.64.0/18 ' +
      '162.158.0.0/15 172.64.0.0/13 173.245.48.0/20 188.114.96.0/20 190.93.240.0/20 197.234.240.0/22 198.41.128.0/17 ' +
      '2400:cb00::/32 2405:8100::/32 2405:b500::/32 2606:4700::/32 2803:f800::/32 2a06:98c0::/29 2c0f:f248::/32',
    source: 'https://www.cloudflare.com/ips/',
    asOf: '2026-10-14',
  },
  {
    service: 'Fastly',
    networks:
      '23.235.32.0/20 43.249.72.0/22 103.244.50.0/24 103.245.222.0/23 103.245.224.0/24 104.156.80.0/20 140.248.64.0/18 140.248.128.0/17 ' +
      '146.75.0.0/17 151.101.0.0/16 157.52.64.0/18 167.82.0.0/17 167.82.128.0/20 167.82.160.0/20 167.82.224.0/20 172.111.64.0/18 ' +
      '185.31.16.0/22 199.27.72.0/21 199.232.0.0/16 2a04:4e40::/32 2a04:4e42::/32',
    source: 'https://api.fastly.com/public-ip-list, by copies of it',
    asOf: '2026-11-26',
  },
  {
    service: 'GitHub Pages, by Fastly',
    networks: '185.199.108.0/22 2606:50c0:8000::/46',
    source: 'https://api.github.com/meta (pages), by copies of it',
    asOf: '2026-11-28',
  },
  {
    // Those of the region GLOBAL, which accelerators have; the others of that service are where it speaks from.
    service: 'AWS Global Accelerator',
    networks:
      '3.33.128.0/17 13.248.128.0/17 15.197.0.0/17 15.197.128.0/17 35.71.128.0/17 52.223.0.0/17 75.2.0.0/17 76.223.0.0/17 99.83.128.0/17',
    source: 'https://ip-ranges.amazonaws.com/ip-ranges.json (GLOBALACCELERATOR), by copies of it',
    asOf: '2026-11-28',
  },
  {
    // Prefixes of scope "global": addresses of load balancers that every edge announces.
    service: 'Google Cloud, global load balancers',
    networks:
      '34.95.64.0/18 34.96.64.0/18 34.98.64.0/18 34.102.128.0/17 34.104.27.0/24 34.107.128.0/17 34.110.128.0/17 34.111.0.0/16 34.116.0.0/21 ' +
      '34.117.0.0/16 34.120.0.0/16 34.128.128.0/18 34.144.192.0/18 34.149.0.0/16 34.160.0.0/16 35.186.192.0/18 35.190.0.0/18 35.190.64.0/19 ' +
      '35.190.112.0/20 35.201.64.0/18 35.227.192.0/18 35.241.0.0/18 35.244.128.0/17 107.178.240.0/20 130.211.4.0/22 130.211.8.0/21 ' +
      '130.211.16.0/20 130.211.32.0/20 2600:1901::/48 2600:1901:1:1000::/52 2600:1901:1:2000::/51 2600:1901:1:4000::/50 2600:1901:1:8000::/49',
    source: 'https://www.gstatic.com/ipranges/cloud.json (scope global), by copies of it',
    asOf: '2026-11-28',
  },
  {
    service: 'Azure Front Door',
    networks: '13.107.213.0/24 13.107.246.0/24',
    source: 'https://www.microsoft.com/download/details.aspx?id=56519 (AzureFrontDoor.Frontend, in part), by copies of it',
    asOf: '2026-11-28',
  },
  {
    service: 'root servers of DNS',
    networks:
      '170.247.170.2/32 192.5.5.241/32 192.33.4.12/32 192.36.148.17/32 192.58.128.30/32 192.112.36.4/32 192.203.230.10/32 193.0.14.129/32 ' +
      '198.41.0.4/32 198.97.190.53/32 199.7.83.42/32 199.7.91.13/32 202.12.27.33/32 ' +
      '2001:500:1::53/128 2001:500:2::c/128 2001:500:2d::d/128 2001:500:2f::f/128 2001:500:9f::42/128 2001:500:12::d0d/128 ' +
      '2001:500:a8::e/128 2001:503:ba3e::2:30/128 2001:503:c27::2:30/128 2001:7fd::1/128 2001:7fe::53/128 2001:dc3::35/128 2801:1b8:10::b/128',
    source: 'https://www.iana.org/domains/root/servers, https://root-servers.org',
    asOf: '2026-11-28',
  },
];

/** Networks that are anycast by what ships with us. Rulesets add theirs under `regions.anycast`. */
export const anycastMarks: readonly NetworkEntry<AnycastMark>[] = entries.flatMap(({ networks, service, source, asOf }) =>
  networks.split(' ').map((cidr) => ({ cidr, value: { service, source, asOf } })),
);
