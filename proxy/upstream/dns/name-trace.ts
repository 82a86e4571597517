import type { ChainUnknownCause } from '../../../model/index.js';
import type { NameAnswer } from './read-answers.js';

/** What a query of our own found of a name, by address family; or why it found nothing. */
export type NameTrace =
  | { readonly kind: 'answered'; readonly resolver: string; readonly four?: NameAnswer; readonly six?: NameAnswer }
  | { readonly kind: 'unknown'; readonly cause: ChainUnknownCause };
