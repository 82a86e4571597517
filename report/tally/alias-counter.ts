import type { Coverage } from '../../model/index.js';

/** Counts connections to a name of which nobody knows what it is an alias of, so that rules on operators cannot be certain there. */
export class AliasCounter {
  readonly #matters: boolean;
  #unknown = 0;

  /** `matters`: rules ask who runs a server. Otherwise nothing is counted. */
  constructor(matters: boolean) {
    this.#matters = matters;
  }

  /** One that has ended. `known`: what its name is an alias of, if anything. */
  connection(known: boolean): void {
    if (this.#matters && !known) this.#unknown += 1;
  }

  result(): Pick<Coverage, 'aliasesUnknown'> {
    return this.#unknown === 0 ? {} : { aliasesUnknown: this.#unknown };
  }
}
