import { isCountingName } from './is-counting-name.js';
import { nameTest } from './name-test.js';

/**
 * What a name says of a long number: `card`, that it is a card's; `number`, that it is a number somebody was given, of an account, say; `counting`,
 * that it is an ID, a time, a counter or random, of which one in ten has a right check digit; `nothing`.
 */
export type CardName = 'card' | 'number' | 'counting' | 'nothing';

const saysCard = nameTest({
  says:
    'card cards cardnumber cardnumbers cardno cardnum cardpan creditcard creditcards debitcard bankcard paycard paymentcard pan primaryaccountnumber ' +
    'dpan fpan cc ccnumber ccno ccnum ccn kreditkarte kreditkartennummer kartennummer kartennr karte cartebancaire numerocarte tarjeta ' +
    'numerotarjeta cartao numerocartao carta cartadicredito kaart kaartnummer kort kortnummer kartu karta visa mastercard maestro amex unionpay',
  foreign: 'カード 卡号 卡號 银行卡 銀行卡 信用卡 카드 карт',
});

const saysNumber = nameTest({
  says: 'number numbers num no nr nbr account accounts accno acct acctno acc payment payments pay instrument funding source konto kontonummer compte cuenta conto',
});

/** Beyond those of {@link isCountingName}: whatever a path, a cache or a tracker counts and numbers. */
const saysCounting = nameTest({
  says:
    'path url uri href link ref reference referer orders items events messages sessions transactions invoices requests posts videos photos tracks spans ' +
    'traces ns us ms epoch expires since until ticks rev uint64 int64 rn cid sid vid fid mid eid aid oid bid fingerprint generation visitor tile quadkey geohash cell',
});

/** Reads a field's name, or the words in front of a number. A card speaks louder than a count: `card_id` is a card's. */
export function cardName(name: string | undefined): CardName {
  if (name === undefined || name === '') return 'nothing';
  if (saysCard(name)) return 'card';
  if (isCountingName(name) || saysCounting(name)) return 'counting';
  return saysNumber(name) ? 'number' : 'nothing';
}
