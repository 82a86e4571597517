import type { Scenario } from '../scenario.js';

const userId = 1848314487;
const roomId = 'room-93411-lantern';

/** A made-up handshake of a voice service: a type, the user as a 32-bit number, the room as a counted text. */
function joinDatagram(): Buffer {
  const head = Buffer.from([0x6a, 0x01, 0x00, 0x00, 0x00, 0x00, roomId.length]);
  head.writeUInt32LE(userId, 2);
  return Buffer.concat([head, Buffer.from(roomId)]);
}

/** S01: user and room identifiers, readable by anyone on the network: in datagrams to the voice servers, and by HTTP. */
export const identifiersInCleartext: Scenario = {
  id: 'S01',
  title: 'User and room IDs in cleartext',
  standing: 'seen',
  story:
    "A voice-chat app sent each user's ID and the room's ID unencrypted, over UDP: anyone on the network could tell who talks to whom.",
  source: 'Stanford Internet Observatory on Clubhouse, 12 February 2021',
  ruleset: 's01.yaml',
  violates: ['identifiers-never-in-cleartext'],
  origins: [
    {
      host: 'edge.voice.example',
      scheme: 'http',
      respond: () => ({ body: '{"joined":true}', headers: { 'content-type': 'application/json' } }),
    },
    {
      host: 'edge-tls.voice.example',
      scheme: 'https',
      respond: () => ({ body: '{"joined":true}', headers: { 'content-type': 'application/json' } }),
    },
    { host: 'media.voice.example', scheme: 'udp', answer: (datagram) => Buffer.concat([Buffer.of(0x6a, 0x02), datagram.subarray(0, 2)]) },
  ],
  async app(device, build) {
    const to = build === 'leaky' ? 'edge.voice.example' : 'edge-tls.voice.example';
    await device.step('begin', 'join-room');
    const token = Buffer.from(JSON.stringify({ room_id: roomId })).toString('base64');
    await device.request(to, 'POST', '/v1/join', JSON.stringify({ user_id: userId, d: token }), { 'content-type': 'application/json' });
    if (build === 'leaky') await device.datagrams('media.voice.example', [joinDatagram()]);
    await device.step('end', 'join-room');
  },
};
