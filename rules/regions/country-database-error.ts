import { assertNever } from '../../model/index.js';

/**
 * Why a country database cannot be used. `not-installed`: the bundled package is missing. `not-a-file`: it is a folder, a device, a pipe.
 * `too-large`: of `bytes`, where none of those published has a tenth. `truncated`: it ends before its search tree does.
 * `damaged-record`: what it says of an address cannot be read. `not-mmdb`: it is no MaxMind DB. `not-countries`: it is one, but its records hold no country; `not-places`: nor an
 * autonomous system.
 */
export type CountryDatabaseCause =
  | { readonly kind: 'missing' }
  | { readonly kind: 'not-installed' }
  | { readonly kind: 'unreadable'; readonly code: string }
  | { readonly kind: 'not-a-file'; readonly folder: boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'not-mmdb' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'corrupt' }
  | { readonly kind: 'damaged-record'; readonly address: string }
  | { readonly kind: 'not-countries'; readonly databaseType: string }
  | { readonly kind: 'not-places'; readonly databaseType: string };

function explain(cause: CountryDatabaseCause): string {
  switch (cause.kind) {
    case 'missing':
      return 'there is no such file';
    case 'not-installed':
      return 'the package is not installed: reinstall Plainsight, or name an .mmdb file';
    case 'unreadable':
      return `it cannot be read (${cause.code})`;
    case 'not-a-file':
      return `it is ${cause.folder ? 'a folder' : 'no ordinary file'}: name the .mmdb file itself`;
    case 'empty':
      return 'it is empty: download it again';
    case 'too-large':
      return `it has ${cause.bytes} bytes, more than a database of countries or networks needs: name another`;
    case 'not-mmdb':
      return 'it is not a MaxMind DB (.mmdb) file, or its end is missing: download it again';
    case 'truncated':
      return 'it is truncated: download it again';
    case 'corrupt':
      return 'it is damaged: download it again';
    case 'damaged-record':
      return `it is damaged: what it says of ${cause.address} cannot be read: download it again`;
    case 'not-countries':
      return `its records hold no country (database type "${cause.databaseType}"): use a country or city database`;
    case 'not-places':
      return `its records hold neither a country nor an autonomous system (database type "${cause.databaseType}"): use a country, city or ASN database`;
    default:
      return assertNever(cause);
  }
}

/** A database of countries or autonomous systems that cannot be opened. `message` names the file and what to do; `hint` adds what else would help. */
export class CountryDatabaseError extends Error {
  override readonly name = 'CountryDatabaseError';

  constructor(
    readonly file: string,
    readonly problem: CountryDatabaseCause,
    hint = '',
  ) {
    super(`country database ${file === '' ? '""' : file}: ${explain(problem)}${hint === '' ? '' : `, or ${hint}`}`);
  }
}
