import { describe, expect, it } from 'vitest';
import { refusalManner } from '../../../report/refusals/refusal-manner.js';

describe('refusalManner', () => {
  it.each([
    ['certificate', ['alert 42', 'alert 43', 'alert 44', 'alert 45', 'alert 46', 'alert 48', 'alert 49', 'alert 90', 'alert 113']],
    ['silent', ['closed-in-handshake', 'closed-before-first-byte', 'reset']],
    ['handshake-failure', ['alert 40']],
    ['internal-error', ['alert 80']],
    [
      'protocol',
      [
        'protocol-error',
        'alert 10',
        'alert 20',
        'alert 47',
        'alert 51',
        'alert 70',
        'alert 71',
        'alert 86',
        'alert 109',
        'alert 120',
        'alert 121',
      ],
    ],
    [
      'unclear',
      ['timeout', 'unknown', '', 'alert', 'alert 0', 'alert 255', 'alert 480', 'alert 48 ', 'xalert 48', 'alert -48', 'alert 4.8'],
    ],
  ])('%s', (manner, causes) => {
    expect(causes.map(refusalManner)).toEqual(causes.map(() => manner));
  });
});
