import { expect, it } from 'vitest';
import { targetTable, tokenTable, valueTable } from '../../../../proxy/protocols/http1/character-tables.js';

const members = (table: Uint8Array) => Array.from(table.keys()).filter((code) => table[code] === 1);

it('holds the tchar of RFC 9110', () => {
  const text = String.fromCharCode(...members(tokenTable));
  expect(text).toBe("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");
});

it('allows no control characters, but HTAB in values and raw bytes above ASCII in both', () => {
  expect(members(valueTable).filter((code) => code < 0x21 || code === 0x7f)).toEqual([0x09, 0x20]);
  expect(members(targetTable).filter((code) => code < 0x21 || code === 0x7f)).toEqual([]);
  expect(valueTable[0xff]).toBe(1);
  expect(targetTable[0x80]).toBe(1);
});
