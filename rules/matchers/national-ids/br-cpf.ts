import { isUniform, weightedSum } from './check-digits.js';
import type { NationalIdKind } from './national-id-kind.js';

const FIRST = [10, 9, 8, 7, 6, 5, 4, 3, 2];
const SECOND = [11, ...FIRST];

function hasCheckDigit(id: string, weights: readonly number[]): boolean {
  const rest = weightedSum(id, weights) % 11;
  return id.charCodeAt(weights.length) - 0x30 === (rest < 2 ? 0 : 11 - rest);
}

/**
 * Brazilian taxpayer numbers of persons (Cadastro de Pessoas Físicas) with both check digits right. `checksum` where a name says so, and written
 * `123.456.789-09` under any. Not: bare digits under another name; company numbers (CNPJ).
 */
export const brCpf: NationalIdKind = {
  name: 'br-cpf',
  country: 'BR',
  description: 'a Brazilian CPF',
  shapes: ['99999999999', '999.999.999-99', '999999999-99'],
  names: new Set(
    'cpf cpfcnpj numerocpf numcpf nrcpf cadastropessoasfisicas cadastrodepessoasfisicas documento taxid taxpayerid'.split(' '),
  ),
  surest: 'checksum',
  recognise(written) {
    const { id } = written;
    if (!hasCheckDigit(id, FIRST) || !hasCheckDigit(id, SECOND) || isUniform(id)) return undefined;
    return written.named || written.shape === '999.999.999-99' ? 'checksum' : undefined;
  },
};
