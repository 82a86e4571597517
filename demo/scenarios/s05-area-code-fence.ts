import type { DemoOrigin, Scenario } from '../scenario.js';

const json = { 'content-type': 'application/json' };
const respond = () => ({ body: '{"ok":true}' });

/** Which edges the provider hands out: all it has, or those outside the area that the app excludes. */
const edges = ['edge-3.us.voice.example', 'edge-1.sg.voice.example', 'edge-7.cn.voice.example', 'edge-4.us.voice.example'];

const origins: readonly DemoOrigin[] = [
  {
    host: 'dispatch.us.voice.example',
    scheme: 'https',
    respond: ({ body }) => {
      const { exclude } = JSON.parse(body.toString('utf8')) as { exclude?: string };
      return {
        body: JSON.stringify({
          edges: exclude === undefined ? edges : edges.map((edge) => (edge.includes(`.${exclude}.`) ? 'edge-3.us.voice.example' : edge)),
        }),
      };
    },
  },
  ...edges.map((host) => ({ host, scheme: 'https', respond }) as const),
];

/** S05: one SDK, with and without the setting that keeps it out of a region. An A/B control: the difference is in whom it speaks to. */
export const areaCodeFence: Scenario = {
  id: 'S05',
  title: 'The same SDK, with and without its area fence',
  standing: 'seen',
  story:
    'A voice SDK reached servers in China as it comes, and none with its area code set to exclude China: the control for what was seen of it.',
  source: 'Stanford Internet Observatory on Clubhouse, 12 February 2021',
  note: 'The fixed build is the fenced one: the app is the same, but for one setting. The comparison of both runs shows the servers that it changes.',
  ruleset: 's05.yaml',
  violates: ['nothing-goes-to-china', 'rooms-stay-out-of-china'],
  compared: 'builds',
  origins,
  async app(device, build) {
    const area = build === 'leaky' ? { area: 'GLOBAL' } : { area: 'GLOBAL', exclude: 'cn' };
    const answer = await device.request('dispatch.us.voice.example', 'POST', '/v1/allocate', JSON.stringify(area), json);
    const { edges: given } = JSON.parse(answer) as { edges: readonly string[] };
    for (const edge of given) {
      await device.request(edge, 'POST', '/v1/join', JSON.stringify({ room_id: 'room-70413-lantern', codec: 'opus' }), json);
    }
  },
};
