import { describe, expect, it } from 'vitest';
import { checkPlantedValue } from '../../../rules/load/check-planted-value.js';

describe('checkPlantedValue', () => {
  it.each([
    'u-7f3a9c2d41',
    '1848314487',
    '+81 90-1234-5678',
    'the purple heron lands at noon',
    'qa.purple-heron@mail.example',
    'a1b2c3',
    '王小明',
    '8731902',
  ])('takes %s', (text) => {
    expect(checkPlantedValue(text, false)).toBeUndefined();
  });

  it.each<[text: string, reason: string]>([
    ['11', 'one character repeated'],
    ['42', '2 digits'],
    ['123 45', '5 digits'],
    ['873190', '6 digits'],
    ['docomo'.slice(0, 5), '5 characters'],
    ['true', '4 characters'],
    ['null', '4 characters'],
    ['aaaaaaaaaa', 'one character repeated'],
    ['00000000-0000-0000-0000-000000000000', 'one character repeated'],
    ['0000000000', 'one character repeated'],
    ['02:02:22:22:22:22'.replaceAll('0', '2'), 'one character repeated'],
    ['12345678', 'in sequence'],
    ['31536000', 'length of time'],
    ['4294967295', 'a limit'],
    ['10000000', 'round figure'],
    ['00000000-0000-0000-0000-000000000001', 'zeros'],
    ['00:00:00:00:00:01', 'zeros'],
    ['127.0.0.1', 'any app sends'],
    ['D41D8CD98F00B204E9800998ECF8427E', 'any app sends'],
    ['987654321', 'in sequence'],
    ['Android', 'any app sends'],
    ['undefined', 'any app sends'],
    ['  ', 'must not be empty'],
  ])('refuses %s', (text, reason) => {
    const answer = checkPlantedValue(text, false);
    expect(answer).toContain(reason);
    if (text.trim().length > 2) expect(answer).not.toContain(text);
  });

  it('takes shorter numbers of a field that says `as: integer`, and says so', () => {
    expect(checkPlantedValue('48123', false, 'integer')).toBeUndefined();
    expect(checkPlantedValue('48123', false)).toContain('or say `as: integer`');
    expect(checkPlantedValue('48123', false, 'token')).not.toContain('as: integer');
    expect(checkPlantedValue('4812', false, 'integer')).toContain('fewer than 5');
    expect(checkPlantedValue('012345', false, 'integer')).toContain('6 digits');
    expect(checkPlantedValue('123456', false, 'integer')).toContain('in sequence');
    expect(checkPlantedValue('55555', false, 'integer')).toContain('one character repeated');
  });

  it('counts the digits of a telephone number, however it is written', () => {
    expect(checkPlantedValue('11-0-119', false, 'phone')).toContain('6 digits');
    expect(checkPlantedValue('12-34-56', false, 'imei')).toContain('6 digits');
    expect(checkPlantedValue('090-1234-5678', false, 'phone')).toBeUndefined();
    expect(checkPlantedValue('11-0-119', false)).toBeUndefined();
  });

  it('takes any of them below `under`, but nothing empty', () => {
    expect(checkPlantedValue('11', true)).toBeUndefined();
    expect(checkPlantedValue('android', true)).toBeUndefined();
    expect(checkPlantedValue('', true)).toContain('must not be empty');
  });
});
