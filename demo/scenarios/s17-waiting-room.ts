import { randomBytes } from 'node:crypto';
import type { Scenario } from '../scenario.js';

const key = '5b7e02c9f14a8d3360e7a91c4d0f28b6';
const json = { 'content-type': 'application/json' };

const subscribe = Buffer.of(0x05, 0x02);
const keepAlive = Buffer.of(0x05, 0x01);

/** Four bytes of a made-up framing, then an H.264 byte stream: sequence and picture parameter sets (Annex B of H.264), and a slice. */
function video(): Buffer {
  const sequence = Buffer.of(0, 0, 0, 1, 0x67, 0x42, 0xc0, 0x1e, 0xd9, 0x00, 0xa0, 0x47, 0xfe, 0x88);
  const picture = Buffer.of(0, 0, 0, 1, 0x68, 0xce, 0x3c, 0x80);
  const slice = Buffer.concat([Buffer.of(0, 0, 0, 1, 0x65, 0x88), randomBytes(256)]);
  return Buffer.concat([Buffer.of(0x05, 0x10, 0x00, 0x01), sequence, picture, slice]);
}

/** S17: who waits to be let in is sent the stream and the key to it, before the host has decided. */
export const waitingRoom: Scenario = {
  id: 'S17',
  title: 'Stream and key in the waiting room',
  standing: 'seen',
  story: "Who waited in a meeting's waiting room was sent its video stream, and the key to decrypt it, before the host had let them in.",
  source: 'Citizen Lab, "Zoom\'s Waiting Room Vulnerability", 8 April 2020',
  note: 'the builds differ in when the app asks; in the world the servers sent both without being asked.',
  ruleset: 's17.yaml',
  violates: ['no-key-before-admission', 'no-media-before-admission'],
  origins: [
    {
      host: 'api.meeting.example',
      scheme: 'https',
      respond: ({ path }) => {
        if (path === '/meetings/m-77120/key') return { body: JSON.stringify({ encryption_key: key }), headers: json };
        return { body: JSON.stringify({ meeting: 'm-77120', state: path.endsWith('/join') ? 'waiting' : 'admitted' }), headers: json };
      },
    },
    {
      host: 'media.meeting.example',
      scheme: 'udp',
      answer: (datagram) => (datagram.equals(subscribe) ? video() : Buffer.of(0x05, 0x01, 0x00)),
    },
  ],
  async app(device, build) {
    const receive = async () => {
      await device.request('api.meeting.example', 'GET', '/meetings/m-77120/key');
      await device.datagrams('media.meeting.example', [subscribe, subscribe]);
    };
    await device.step('begin', 'waiting-room');
    await device.request('api.meeting.example', 'POST', '/meetings/m-77120/join', '{"name":"guest"}', json);
    await device.datagrams('media.meeting.example', [keepAlive]);
    if (build === 'leaky') await receive();
    await device.step('end', 'waiting-room');
    await device.step('begin', 'admitted');
    await device.request('api.meeting.example', 'GET', '/meetings/m-77120');
    await receive();
    await device.step('end', 'admitted');
  },
};
