import { assertNever, type Region, type RegionUnknownCause } from '../../model/index.js';

/** Where a region comes from, for people: `geo-whois-asn-country 2026-06-17`, `override staging (plainsight.yaml:12)`, `private address`. */
export function regionSourceText(region: Region): string {
  const { source, candidates } = region;
  const several = candidates !== 'unknown' && candidates.length > 1 ? `, one of ${candidates.slice(0, 10).join(', ')}` : '';
  switch (source.kind) {
    case 'database':
      return `${source.detail ?? `${source.name} ${source.date}`}${several}`;
    case 'override':
      return `override ${source.reason} (${source.place})${several}`;
    case 'none':
      return `${unknownCauseText(source.cause)}${source.detail === undefined ? '' : `: ${source.detail}`}`;
    default:
      return assertNever(source);
  }
}

function unknownCauseText(cause: RegionUnknownCause): string {
  switch (cause) {
    case 'private-address':
      return 'private address';
    case 'special-address':
      return 'no address of a server';
    case 'anycast':
      return 'anycast';
    case 'database-damaged':
      return 'damaged database';
    case 'not-in-database':
      return 'address in no database';
    case 'behind-upstream-proxy':
      return 'behind an upstream proxy';
    case 'not-dialled':
      return 'no address dialled';
    default:
      return assertNever(cause);
  }
}
