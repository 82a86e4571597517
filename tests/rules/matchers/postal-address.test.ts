import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

const kind = (text: string, name: string) => matchesIn('postal-address', text, { name })[0]?.recognisedAs;

describe('postal-address finds in running text', () => {
  it.each([
    ['〒100-0000 東京都千代田区例町1-2-3', '〒100-0000 東京都千代田区例町1-2-3'],
    ['お届け先は〒１００－００００です', '〒１００－００００です'],
    ['住所：大阪府大阪市例区例町三丁目4番5号、電話', '大阪府大阪市例区例町三丁目4番5号'],
    ['北海道例郡例町12-3', '北海道例郡例町12-3'],
    ['地址:广东省例州市例河区例子路12号,', '广东省例州市例河区例子路12号'],
    ['주소: 서울특별시 예시구 예시로 12', '서울특별시 예시구 예시로 12'],
    ['ship to 12 Example Street, Springfield, IL 62704 today', '12 Example Street, Springfield, IL 62704'],
    ['12 Example Street, Apt 4, Springfield, IL 62704-1234', '12 Example Street, Apt 4, Springfield, IL 62704-1234'],
    ['12 Example St.\nSpringfield, IL 62704', '12 Example St. Springfield, IL 62704'],
    ['at 7 Sample Road, Exampleton, LONDON SW1A 1AA.', '7 Sample Road, Exampleton, LONDON SW1A 1AA'],
    ['Musterstraße 12, 12345 Musterstadt', 'Musterstraße 12, 12345 Musterstadt'],
    ['wohnt Beispielweg 3a\n12345 Beispielstadt', 'Beispielweg 3a 12345 Beispielstadt'],
    ["12 bis rue de l'Exemple, 75000 Paris", "12 bis rue de l'Exemple, 75000 Paris"],
  ])('%j', (text, value) => {
    const found = matchesIn('postal-address', text);
    expect(found.map((match) => match.recognisedAs)).toEqual(['pattern']);
    expect(found[0]?.value).toContain(value);
  });

  it('each of several', () => {
    expect(foundIn('postal-address', '1 Example Street, Springfield, IL 62704; 2 Example Street, Springfield, IL 62704')).toEqual([
      '1 Example Street, Springfield, IL 62704',
      '2 Example Street, Springfield, IL 62704',
    ]);
  });
});

describe('postal-address finds by name', () => {
  it.each([
    ['Calle Ejemplo 12, Madrid', 'address'],
    ['Calle Ejemplo 12', 'shipping_address_line1'],
    ['例町1-2-3', '住所'],
    ['62704', 'zip'],
    ['SW1A 1AA', 'postcode'],
    ['100-0000', 'postal_code'],
    ['12345', 'plz'],
  ])('%j under %s', (text, name) => {
    expect(kind(text, name)).toBe('name');
  });
});

describe('postal-address does not find', () => {
  it.each([
    ['192.0.2.1', 'address'],
    ['jane@example.org', 'address'],
    ['2001:db8::1', 'remote_address'],
    ['host 12 example', 'ip_address'],
    ['Unit 12 of it', 'email_address'],
    ['0x00000000000000000000000000000000000000aa', 'address'],
    ['https://example.org/a 1', 'address'],
    ['bundle.zip', 'zip'],
    ['62704', 'id'],
    ['application 12345', 'zip_type'],
    ['ORDER 12345 shipped, IN 12345 days OK 54321', 'text'],
    ['Bestellung 12345 Artikel auf Lager', 'text'],
    ['SKU A12 3BC and AB1 2CD', 'text'],
    ['東京都内で開催、北海道の天気', 'text'],
    ['活动在北京市举行，第12号', 'text'],
    ['2026年3月12号', 'text'],
    ['version 12 Pro, Model, AL 12345', 'text'],
    ['〒 100', 'text'],
    ['', 'address'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('postal-address', text, { name })).toEqual([]);
  });
});
