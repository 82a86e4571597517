import { isUniform, weightedSum } from './check-digits.js';
import { isCardGrouping } from './is-card-grouping.js';
import type { NationalIdKind } from './national-id-kind.js';

const WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** Ordinance 85 of the Ministry of Internal Affairs (2014), article 5. */
function hasCheckDigit(id: string): boolean {
  const rest = weightedSum(id, WEIGHTS) % 11;
  return id.charCodeAt(11) - 0x30 === (rest <= 1 ? 0 : 11 - rest);
}

/**
 * Japan's Individual Number (個人番号, "My Number"): twelve digits, the last a check digit. `checksum` where a name says so; in the groups of the
 * card, `1234 5678 9018`, `pattern` under any name that does not count something. Not: bare digits under another name; corporate numbers.
 */
export const jpMyNumber: NationalIdKind = {
  name: 'jp-my-number',
  country: 'JP',
  description: 'a Japanese My Number',
  shapes: ['999999999999', '9999 9999 9999', '9999-9999-9999'],
  names: new Set('mynumber mynumbers mynum myno individualnumber kojinbango kojinbangou kojinbangoh 個人番号 マイナンバー'.split(' ')),
  surest: 'checksum',
  recognise(written) {
    if (!hasCheckDigit(written.id) || isUniform(written.id)) return undefined;
    if (written.named) return 'checksum';
    return isCardGrouping(written.shape, written.id) && !written.counted ? 'pattern' : undefined;
  },
};
