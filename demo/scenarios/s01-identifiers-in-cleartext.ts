import type { Scenario } from '../scenario.js';

const userId = '1848314487';
const roomId = 'room-93411-lantern';

/** S01 in its HTTP form: user and room identifiers, readable by anyone on the network. The UDP form needs SOCKS5 or a capture. */
export const identifiersInCleartext: Scenario = {
  id: 'S01',
  title: 'User and room IDs in cleartext (HTTP form)',
  standing: 'seen',
  story: "A voice-chat app sent each user's ID and the room's ID unencrypted: anyone on the network could tell who talks to whom.",
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
  ],
  async app(device, build) {
    const to = build === 'leaky' ? 'edge.voice.example' : 'edge-tls.voice.example';
    await device.step('begin', 'join-room');
    const token = Buffer.from(JSON.stringify({ room_id: roomId })).toString('base64');
    await device.request(to, 'POST', '/v1/join', JSON.stringify({ user_id: Number(userId), d: token }), {
      'content-type': 'application/json',
    });
    await device.step('end', 'join-room');
  },
};
