import type { Scenario } from '../scenario.js';

const requests = 300;
const strayed = 217;

/** S03: one message in hundreds goes to a server in a region that is not home. One is enough. */
export const metadataToAnotherRegion: Scenario = {
  id: 'S03',
  title: 'Room metadata to another region, once',
  standing: 'seen',
  story:
    'Room metadata went to servers believed to be in China, "in at least one instance", among thousands of requests that stayed at home.',
  source: 'Stanford Internet Observatory on Clubhouse, 12 February 2021',
  ruleset: 's03.yaml',
  violates: ['room-metadata-home'],
  origins: [
    { host: 'rooms.us.voice.example', scheme: 'https', respond: () => ({ body: '{"ok":true}' }) },
    { host: 'rooms.cn.voice.example', scheme: 'https', respond: () => ({ body: '{"ok":true}' }) },
  ],
  async app(device, build) {
    for (let i = 0; i < requests; i += 1) {
      const to = build === 'leaky' && i === strayed ? 'rooms.cn.voice.example' : 'rooms.us.voice.example';
      await device.request(to, 'POST', '/v1/rooms', JSON.stringify({ seq: i, room: { room_id: 'room-55120-harbour', topic: 'evening' } }), {
        'content-type': 'application/json',
      });
    }
  },
};
