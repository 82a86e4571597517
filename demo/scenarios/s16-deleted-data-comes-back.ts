import type { Scenario } from '../scenario.js';

const account = 'acct-6f21b09d44';
const json = { 'content-type': 'application/json' };
const body = (value: object) => ({ body: JSON.stringify(value), headers: json });

/** S16: a server says that it has deleted an account, and shows it again in a later answer. */
export const deletedDataComesBack: Scenario = {
  id: 'S16',
  title: 'Deleted data that comes back',
  standing: 'alleged',
  story: 'It was alleged of a meeting service that what its users had deleted stayed on its servers.',
  source: 'An allegation against Zoom that concerns its servers, made without proof (as of 2026)',
  note: 'the re-enactment is made up: a deletion that succeeds, and a list that still holds the account. A pass proves nothing: a proxy sees what servers send, not what they keep.',
  ruleset: 's16.yaml',
  violates: ['deleted-means-deleted'],
  origins: [
    {
      host: 'api.meeting.example',
      scheme: 'https',
      respond: ({ method, path }) => {
        if (method === 'DELETE') return { status: 204 };
        if (path === '/v2/me') return body({ id: account, plan: 'basic' });
        // The list that was kept, and the one in which the deletion shows.
        return body(path === '/v2/archive' ? { owners: [{ id: account, recordings: 3 }] } : { owners: [] });
      },
    },
  ],
  async app(device, build) {
    await device.request('api.meeting.example', 'GET', '/v2/me');
    await device.request('api.meeting.example', 'DELETE', `/v2/users/${account}`);
    await device.request('api.meeting.example', 'GET', build === 'leaky' ? '/v2/archive' : '/v2/recordings');
  },
};
