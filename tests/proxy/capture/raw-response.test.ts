import { expect, it } from 'vitest';
import { rawResponse } from '../../../proxy/capture/raw-response.js';

it('is whole, and says why in a header and in the body', () => {
  expect(rawResponse(502, 'Bad Gateway', 'a.test refused').toString()).toBe(
    'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 27\r\nPlainsight-Error: a.test refused\r\nConnection: close\r\n\r\nPlainsight: a.test refused\n',
  );
});

it('takes no line of its own from a reason that comes from the network', () => {
  const text = rawResponse(502, 'Bad Gateway', `a\r\nSet-Cookie: x\x00\x7fé${'b'.repeat(1_000)}`).toString();
  const head = text.slice(0, text.indexOf('\r\n\r\n'));
  expect(head.split('\r\n')).toHaveLength(5);
  expect(head).toMatch(/Plainsight-Error: a Set-Cookie: x b{400}/);
});
