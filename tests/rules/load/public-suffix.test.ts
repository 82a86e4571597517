import { describe, expect, it } from 'vitest';
import { isPublicSuffix } from '../../../rules/load/public-suffix.js';

describe('isPublicSuffix', () => {
  it('knows suffixes that are anybody’s', () => {
    expect(['com', 'co.uk', 'com.cn', 'ne.jp'].map(isPublicSuffix)).toEqual([true, true, true, true]);
  });

  it('takes companies’ own, names below, and what is on no list for none', () => {
    for (const domain of ['agora.io', 'ourapp.co.uk', 'github.io', 'cloudfront.net', 'ourapp.example', 'internal.lan'])
      expect(isPublicSuffix(domain), domain).toBe(false);
  });
});
