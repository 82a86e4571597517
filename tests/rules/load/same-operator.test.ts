import { describe, expect, it } from 'vitest';
import { sameOperator } from '../../../rules/load/same-operator.js';

const operator = (domains: string[], asns: number[]) => ({ name: 'a', place: { file: 'f', line: 1, column: 1 }, domains, asns });

describe('sameOperator', () => {
  it('does not mind the order', () => {
    expect(sameOperator(operator(['a', 'b'], [1, 2]), operator(['b', 'a'], [2, 1]))).toBe(true);
    expect(sameOperator(operator(['a'], [1]), operator(['a'], [1, 2]))).toBe(false);
    expect(sameOperator(operator(['a'], [1]), operator(['b'], [1]))).toBe(false);
  });
});
