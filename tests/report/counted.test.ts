import { describe, expect, it } from 'vitest';
import { counted } from '../../report/counted.js';

describe('counted', () => {
  it('gives the noun its number', () => {
    expect([counted(0, 'time'), counted(1, 'time'), counted(2, 'time'), counted(2, 'entry', 'entries')]).toEqual([
      '0 times',
      '1 time',
      '2 times',
      '2 entries',
    ]);
  });
});
