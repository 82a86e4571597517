import { expect, it } from 'vitest';
import { isTrackData } from '../../../rules/matchers/track-data.js';

const number = '4111111111111111';
const isTrack = (text: string) => isTrackData(text, text.indexOf(number), text.indexOf(number) + number.length);

it.each([
  `%B${number}^DOE/JANE^25121010000000000000?`,
  `b${number}^DOE/JANE M^2512`,
  `;${number}=25121010000012345678?`,
  `${number}=2512`.concat('101'),
  `${number}D25121010000012345678F`,
  `x ${number}d2501201`,
])('%s is', (text) => {
  expect(isTrack(text)).toBe(true);
});

it.each([
  number,
  `B${number}`,
  `B${number}^DOE/JANE`,
  `A${number}^DOE/JANE^2512`,
  `B${number}^X^2512`,
  `B${number}^DOE\nJANE^2512`,
  `${number}D2513101`,
  `${number}D2500101`,
  `${number}=25`,
  `${number}E2512101`,
  `a${number}=2512101`,
  `_${number}D2512101`,
  `1.${number}D2512101`,
])('%s is not', (text) => {
  expect(isTrack(text)).toBe(false);
});
