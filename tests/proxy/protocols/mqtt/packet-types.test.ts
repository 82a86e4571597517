import { expect, it } from 'vitest';
import { isOfOtherSide, packetTypes } from '../../../../proxy/protocols/mqtt/packet-types.js';

it('knows who may send what', () => {
  const names = Object.entries(packetTypes);
  const notOf = (direction: 'client-to-server' | 'server-to-client') =>
    names.filter(([, type]) => isOfOtherSide(type, direction)).map(([name]) => name);
  expect(notOf('client-to-server')).toEqual(['connack', 'suback', 'unsuback', 'pingresp']);
  expect(notOf('server-to-client')).toEqual(['connect', 'subscribe', 'unsubscribe', 'pingreq']);
});
