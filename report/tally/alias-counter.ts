import type { Connection, Coverage } from '../../model/index.js';

/** Counts connections to a name of which nobody knows what it is an alias of, so that an operator behind it may have gone unnoticed. */
export class AliasCounter {
  readonly #matters: boolean;
  #unknown = 0;

  /** `matters`: rules ask who runs a server. Otherwise nothing is counted. */
  constructor(matters: boolean) {
    this.#matters = matters;
  }

  connection({ resolution, server }: Pick<Connection, 'resolution' | 'server'>): void {
    if (!this.#matters || server === undefined) return;
    switch (resolution?.chainUnknown) {
      case undefined:
      // Names of this machine or its own network are nobody's aliases, and what was sent elsewhere on purpose is nobody else's.
      case 'local-name':
      case 'overridden':
        return;
      default:
        this.#unknown += 1;
    }
  }

  result(): Pick<Coverage, 'aliasesUnknown'> {
    return this.#unknown === 0 ? {} : { aliasesUnknown: this.#unknown };
  }
}
