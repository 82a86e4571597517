import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from '../found-in.js';
import { digits, findsEach, findsOnly, neverThrows } from './kind-properties.js';
import { completedByStdnum, isValidByStdnum, twoDigits } from './stdnum-check.js';

const ids = digits(9)
  .filter((body) => new Set(body).size > 1)
  .map((body) => completedByStdnum('br/cpf', body, twoDigits));

describe('br-cpf finds', () => {
  it.each([
    ['11144477735', 'cpf', '11144477735', 'checksum'],
    ['111.444.777-35', undefined, '11144477735', 'checksum'],
    ['123.456.789-09', 'order', '12345678909', 'checksum'],
    ['123456789-09', 'CPF', '12345678909', 'checksum'],
    ['{"cpf":"11144477735"}', undefined, '11144477735', 'checksum'],
    ['cpf=111.444.777-35', undefined, '11144477735', 'checksum'],
  ] as const)('%j under %j', (text, name, value, recognisedAs) => {
    const matches = matchesIn('br-cpf', text, name === undefined ? {} : { name });
    expect(matches.map((match) => [match.value, match.recognisedAs])).toEqual([[value, recognisedAs]]);
  });
});

describe('br-cpf does not find', () => {
  it.each([
    ['11144477735', 'value'],
    ['11144477735', undefined],
    ['11144477736', 'cpf'],
    ['111.444.777-36', 'cpf'],
    ['123456789-09', 'order'],
    ['11111111111', 'cpf'],
    ['000.000.000-00', 'cpf'],
    ['1.111.444.777-35', 'cpf'],
    ['111.444.777-351', 'cpf'],
    ['111.444.777-35-1', 'cpf'],
    ['a11144477735', 'cpf'],
    ['11144477735', 'cpf_updated_at'],
    ['1718000000123', 'cpf'],
    ['R$11144477735', 'cpf'],
  ] as const)('%j under %j', (text, name) => {
    expect(foundIn('br-cpf', text, name === undefined ? {} : { name })).toEqual([]);
  });
});

describe('br-cpf, given anything,', () => {
  it('finds every number with its check digits', () => {
    findsEach('br-cpf', ids, 'cpf', 'checksum');
    findsEach(
      'br-cpf',
      ids.map((id) => id && `${id.slice(0, 3)}.${id.slice(3, 6)}.${id.slice(6, 9)}-${id.slice(9)}`),
      undefined,
      'checksum',
    );
  });

  it('finds no number that stdnum does not take for one', () => {
    findsOnly('br-cpf', digits(11), 'cpf', (id) => isValidByStdnum('br/cpf', id));
  });

  it('never throws', () => {
    neverThrows('br-cpf', ['cpf']);
  });
});
