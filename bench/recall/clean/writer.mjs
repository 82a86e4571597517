import { createHash } from 'node:crypto';
import { declaredDevice } from './declared-device.mjs';

const nouns =
  'river stone window market garden silver paper engine summer castle forest bridge travel coffee planet ocean winter museum letter basket ' +
  'camera ticket mirror bottle ladder pencil saddle candle button pillow blanket curtain hammer kettle lantern notebook parcel ribbon';
const verbs =
  'open close load render fetch update select scroll toggle submit cancel refresh resize expand collapse search filter sort share save';
export const words = nouns.split(' ');
export const actions = verbs.split(' ');

/**
 * Writes the pieces that clean traffic is made of. `holds` names the matchers that are right to find something in the message at hand, because
 * what they look for does stand in it: a UUID, an address of the network.
 */
export function createWriter(random) {
  const { pick, int, between, hex, list } = random;
  const holds = new Set();
  /** 2024 to the end of 2028, so times of tomorrow are in it. */
  const seconds = () => 1_704_067_200 + int(157_766_400);
  const digest = (algorithm, text) => createHash(algorithm).update(text).digest('hex');
  return {
    ...random,
    holds,
    hold: (name) => holds.add(name),
    word: () => pick(words),
    phrase: (count) => list(count, () => pick(words)).join(' '),
    action: () => pick(actions),
    camel: () => `${pick(actions)}${capital(pick(words))}`,
    snake: () => `${pick(words)}_${pick(actions)}`,
    seconds,
    milliseconds: () => seconds() * 1000 + int(1000),
    microseconds: () => seconds() * 1_000_000 + int(1_000_000),
    nanoseconds: () => `${seconds()}${String(int(1e9)).padStart(9, '0')}`,
    iso: () => new Date(seconds() * 1000 + int(1000)).toISOString(),
    day: () => new Date(seconds() * 1000).toISOString().slice(0, 10),
    httpDate: () => new Date(seconds() * 1000).toUTCString(),
    uuid() {
      holds.add('uuid');
      return `${hex(8)}-${hex(4)}-4${hex(3)}-${pick('89ab')}${hex(3)}-${hex(12)}`;
    },
    /** Of the ranges kept for documentation, and private ones. */
    address() {
      holds.add('ip-address');
      return pick([
        `192.0.2.${int(255)}`,
        `198.51.100.${int(255)}`,
        `203.0.113.${int(255)}`,
        `10.${int(255)}.${int(255)}.${between(1, 254)}`,
      ]);
    },
    version() {
      const version = `${between(1, 30)}.${int(20)}.${int(40)}`;
      if (version === declaredDevice['os-version']) holds.add('os-version-declared');
      return version;
    },
    md5: (text) => digest('md5', text),
    sha1: (text) => digest('sha1', text),
    sha256: (text) => digest('sha256', text),
    price: () => (int(90_000) / 100).toFixed(2),
    base64: (length) => random.bytes(length).toString('base64'),
    base64url: (length) => random.bytes(length).toString('base64url'),
    /** As services number things by time: 41 bits of milliseconds, then a worker and a counter. */
    snowflake: () => String((BigInt(seconds() * 1000 - 1_288_834_974_657) << 22n) | BigInt(int(1 << 22))),
    /** With a right check digit (GS1). */
    ean() {
      const digits = `${pick(['400', '590', '871', '978', '012', '690'])}${random.text('0123456789', 9)}`;
      const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
      return `${digits}${(10 - (sum % 10)) % 10}`;
    },
    order: () =>
      pick([
        () => `ORD-${between(2024, 2028)}-${random.text('0123456789', 6)}`,
        () => random.digits(between(7, 10)),
        () => `#${random.digits(6)}`,
      ])(),
    json: (value) => Buffer.from(JSON.stringify(value)),
  };
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);
