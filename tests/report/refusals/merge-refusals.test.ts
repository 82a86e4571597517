import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../model/index.js';
import { mergeRefusals } from '../../../report/refusals/merge-refusals.js';

const sample: Refusal = { client: 'c', host: 'a.test', diagnosis: 'suspected-pinning', count: 1, cause: 'alert 46', advice: 'first' };

describe('mergeRefusals', () => {
  it('adds up those of one device, host and diagnosis, with every cause once', () => {
    const others = [
      { ...sample, count: 4, cause: 'closed-in-handshake, alert 46', advice: 'second' },
      { ...sample, count: 2, cause: 'closed-in-handshake' },
    ];
    expect(mergeRefusals([sample, ...others])).toEqual([{ ...sample, count: 7, cause: 'closed-in-handshake, alert 46' }]);
  });

  it('keeps the others apart, in an order that does not depend on theirs', () => {
    const list: Refusal[] = [{ ...sample, client: 'd' }, { ...sample, host: 'b.test' }, { ...sample, diagnosis: 'unexplained' }, sample];
    const expected = [sample, { ...sample, diagnosis: 'unexplained' }, { ...sample, host: 'b.test' }, { ...sample, client: 'd' }];
    expect(mergeRefusals(list)).toEqual(expected);
    expect(mergeRefusals([...list].reverse())).toEqual(expected);
    expect(mergeRefusals([])).toEqual([]);
  });
});
