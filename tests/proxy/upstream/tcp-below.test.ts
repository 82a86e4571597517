import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { expect, it } from 'vitest';
import { carriedBy, tcpBelow } from '../../../proxy/upstream/tcp-below.js';

it('is the socket itself, or what the last TLS stands on', () => {
  const tcp = new Socket();
  const [outer, inner, other] = [new TLSSocket(tcp), new TLSSocket(new Socket()), new TLSSocket(new Socket())];
  carriedBy(outer, tcp);
  carriedBy(inner, outer);
  expect(tcpBelow(tcp)).toBe(tcp);
  expect(tcpBelow(outer)).toBe(tcp);
  expect(tcpBelow(inner)).toBe(tcp);
  expect(tcpBelow(other)).toBe(other);
});
