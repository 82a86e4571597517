import { describe, expect, it } from 'vitest';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, oneLetter } from './stdnum-check.js';

const citizens = digits(8)
  .filter((body) => new Set(body).size > 1)
  .map((body) => completedByStdnum('es/dni', body, oneLetter));
const foreigners = fc
  .tuple(fc.constantFrom('X', 'Y', 'Z'), digits(7))
  .map(([first, body]) => completedByStdnum('es/nie', first + body, oneLetter));

describe('es-dni finds', () => {
  it.each([
    ['12345678Z', 'dni', '12345678Z', 'checksum'],
    ['54362315K', 'nif', '54362315K', 'checksum'],
    ['X1234567L', 'nie', 'X1234567L', 'checksum'],
    ['12.345.678-Z', 'documento', '12345678Z', 'checksum'],
    ['12345678-z', 'dni', '12345678Z', 'checksum'],
    ['12345678-Z', 'value', '12345678Z', 'pattern'],
    ['12.345.678-Z', undefined, '12345678Z', 'pattern'],
    ['X-2482300-W', undefined, 'X2482300W', 'pattern'],
    ['DNI: 12345678 Z', 'text', '12345678Z', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('es-dni', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('es-dni does not find', () => {
  it.each([
    ['12345678Z', 'value'],
    ['12345678Z', undefined],
    ['X1234567L', undefined],
    ['12345678A', 'dni'],
    ['X1234567M', 'nie'],
    ['I4586723T', 'dni'],
    ['12345678-Z', 'order_id'],
    ['12345678-z', undefined],
    ['00000000T', 'dni'],
    ['123456789Z', 'dni'],
    ['12345678ZZ', 'dni'],
    ['a12345678Z', 'dni'],
    ['12345678-Z-1', 'dni'],
    ['20240103-S', 'value'],
    ['1234567-Z', 'dni'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('es-dni', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('es-dni, given anything,', () => {
  it('finds every number with its check letter', () => {
    findsEach('es-dni', fc.oneof(citizens, foreigners), 'dni', 'checksum');
    findsEach(
      'es-dni',
      foreigners.map((id) => id && `${id.slice(0, 8)}-${id.slice(8)}`),
      undefined,
      'pattern',
    );
  });

  it('finds no number that stdnum does not take for one', () => {
    const texts = fc.tuple(fc.constantFrom(...'0123456789XYZKIQ'), digits(7), fc.constantFrom(...oneLetter)).map((parts) => parts.join(''));
    findsOnly('es-dni', texts, 'dni', (id) => isValidByStdnum('es/dni', id) || isValidByStdnum('es/nie', id));
  });

  it('never throws', () => {
    neverThrows('es-dni', ['dni', 'nie']);
  });
});
