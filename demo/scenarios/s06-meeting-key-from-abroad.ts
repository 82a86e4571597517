import type { Scenario } from '../scenario.js';

const key = '9f1c44d07be2a35586d0e7a1c93b2f68';

const answer = () => ({
  body: JSON.stringify({ meeting: { id: 'm-77120', encryption: { algorithm: 'AES-128', encryption_key: key } } }),
  headers: { 'content-type': 'application/json' },
});

/** S06: the secret is in a response, and the connection is encrypted: only the place of the server is wrong. */
export const meetingKeyFromAbroad: Scenario = {
  id: 'S06',
  title: 'Meeting keys delivered from abroad, over TLS',
  standing: 'seen',
  story: 'AES-128 meeting keys came from a server in Beijing to participants who were all in North America.',
  source: 'Citizen Lab, "Move Fast and Roll Your Own Crypto", 3 April 2020',
  ruleset: 's06.yaml',
  violates: ['keys-come-from-home'],
  origins: [
    { host: 'keys.us.meeting.example', scheme: 'https', respond: answer },
    { host: 'keys.cn.meeting.example', scheme: 'https', respond: answer },
  ],
  async app(device, build) {
    const to = build === 'leaky' ? 'keys.cn.meeting.example' : 'keys.us.meeting.example';
    await device.request(to, 'GET', '/key-management/meetings/m-77120/key');
  },
};
