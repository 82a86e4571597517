import { expect, it } from 'vitest';
import { cardName } from '../../../rules/matchers/card-name.js';

it.each([
  ['card', 'cardNumber card_no pan PAN creditCard cc_number card_id order_card_id 信用卡号 クレジットカード番号 bankCard'],
  ['number', 'number no accountNumber acct_no payment paymentMethod accNo'],
  ['counting', 'id trace_id order_number account_id ts ord uri path uptimeNanos fingerprint orders span'],
  ['nothing', 'n value data extinfo company discard cardinality paths idle'],
] as const)('%s: %s', (said, names) => {
  for (const name of names.split(' ')) expect([name, cardName(name)]).toEqual([name, said]);
});

it('says nothing of no name', () => {
  expect(cardName(undefined)).toBe('nothing');
  expect(cardName('')).toBe('nothing');
});
