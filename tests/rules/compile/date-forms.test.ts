import { describe, expect, it } from 'vitest';
import { dateForms } from '../../../rules/compile/date-forms.js';

describe('dateForms', () => {
  it('writes a date as countries and programs do', () => {
    const { written, usual, hashed, epochs } = dateForms('1990-04-07');
    for (const form of [
      '1990-04-07',
      '1990-4-7',
      '19900407',
      '07.04.1990',
      '4/7/1990',
      '7 April 1990',
      'Apr 7, 1990',
      '1990\u5e744\u67087\u65e5',
      '639446400',
    ])
      expect(written).toContain(form);
    expect(usual).toEqual(['1990-04-07', '19900407']);
    for (const form of ['07041990', '04/07/1990', '07.04.1990', '639446400']) expect(hashed).toContain(form);
    expect(epochs).toEqual(['639446400', '639446400000']);
    expect(dateForms('1990/04/07').written).toEqual(written);
  });

  it.each(['1990-13-01', '1990-02-30', '07.04.1990', '1990', 'yesterday', ''])('takes no other text for one: %j', (text) => {
    expect(dateForms(text)).toEqual({ written: [], usual: [], hashed: [], epochs: [] });
  });

  it('leaves out instants of few digits', () => {
    expect(dateForms('1970-01-05').epochs).toEqual(['345600000']);
  });
});
