import { randomBytes } from 'node:crypto';
import type { Scenario } from '../scenario.js';

/** S04: audio to servers that another company runs, by way of anycast: where they stand nobody can tell, who runs them everybody can. */
export const audioByAnycast: Scenario = {
  id: 'S04',
  title: 'Audio to an operator abroad, by way of anycast',
  standing: 'seen',
  story:
    'Audio reached servers of a Chinese operator by way of anycast: the address says nothing of the country, so only who runs it tells.',
  source: 'Stanford Internet Observatory on Clubhouse, 12 February 2021',
  ruleset: 's04.yaml',
  violates: ['no-audio-to-the-relay-operator'],
  origins: [
    { host: 'edge7.relay-operator.example', scheme: 'udp', answer: () => Buffer.of(0x01) },
    { host: 'media.us.voice.example', scheme: 'udp', answer: () => Buffer.of(0x01) },
    { host: 'api.us.voice.example', scheme: 'https', respond: () => ({ body: '{"ok":true}' }) },
  ],
  async app(device, build) {
    await device.request('api.us.voice.example', 'GET', '/rooms');
    const audio = Array.from({ length: 20 }, (_, index) => Buffer.concat([Buffer.of(0x77, index), randomBytes(80)]));
    await device.datagrams(build === 'leaky' ? 'edge7.relay-operator.example' : 'media.us.voice.example', audio);
  },
};
