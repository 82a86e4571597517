import { describe, expect, it } from 'vitest';
import { refuseStrangeResolvers } from '../../cli/refuse-strange-resolvers.js';
import { UsageError } from '../../cli/usage-error.js';
import { parseNameServer } from '../../session.js';

describe('refuseStrangeResolvers', () => {
  it.each([[undefined], [[]], [['192.0.2.53']], [['192.0.2.53:5353', '2001:db8::53', '[2001:db8::53]:53']]])('accepts %j', (resolvers) => {
    expect(() => refuseStrangeResolvers(resolvers, parseNameServer)).not.toThrow();
  });

  it.each(['', 'dns.example', '192.0.2', '192.0.2.53:0', '192.0.2.53:65536', '[192.0.2.53'])(
    'refuses %j by name, and shows what would do',
    (written) => {
      expect(() => refuseStrangeResolvers(['192.0.2.53', written], parseNameServer)).toThrow(
        new UsageError(`--resolver ${JSON.stringify(written)} is no IP address, such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53`),
      );
    },
  );
});
