import { createHash } from 'node:crypto';
import type { Scenario } from '../scenario.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Numbers as people write them into an address book, and hashes as software writes them. All are reserved for fiction. */
const upload = JSON.stringify({
  contacts: [
    { name: 'Ada', phone: '+447700900123' },
    { name: 'Bo', phone: '07700900456' },
    { name: 'Cem', phone: '+44 20 7946 0958' },
  ],
  hashes: [sha256('+12025550143'), sha256('2025550187')],
});

/** S15: the whole address book, of people who never used the app. A hash hides no number: there are few enough to try them all. */
export const contactListUploaded: Scenario = {
  id: 'S15',
  title: 'The contact list uploaded',
  standing: 'published',
  story: 'A voice-chat app took the whole address book, to suggest whom to follow: telephone numbers of people who never used it.',
  source: "API of Clubhouse as published by others, 2021: 'find people to follow by uploading contacts'",
  note: "In that API the list goes to the app's own servers. That a third party is sent it, also hashed, is made up: only that breaks this rule.",
  ruleset: 's15.yaml',
  violates: ['contacts-stay-with-us'],
  origins: [
    { host: 'api.voice.example', scheme: 'https', respond: () => ({ body: '{"suggested":[]}' }) },
    { host: 'match.growth-partner.example', scheme: 'https', respond: () => ({ body: '{"matched":2}' }) },
  ],
  async app(device, build) {
    const json = { 'content-type': 'application/json' };
    await device.request('api.voice.example', 'POST', '/v1/session', '{}', json);
    const to = build === 'leaky' ? 'match.growth-partner.example' : 'api.voice.example';
    await device.request(to, 'POST', '/v1/suggestions', upload, json);
  },
};
