import type { DemoDevice, Scenario } from '../scenario.js';

/** The data centres of each build, in the order in which its client tries them. */
const centres = {
  leaky: ['keys.primary.us.meeting.example', 'keys.secondary.cn.meeting.example'],
  fixed: ['keys.primary.us.meeting.example', 'keys.secondary.us.meeting.example'],
} as const;

async function firstThatAnswers(device: DemoDevice, hosts: readonly string[]): Promise<void> {
  for (const host of hosts) {
    try {
      await device.request(host, 'GET', '/key-management/meeting');
      return;
    } catch (error) {
      if (host === hosts.at(-1)) throw error;
    }
  }
}

const keys = (host: string) =>
  ({
    host,
    scheme: 'https',
    respond: () => ({
      body: JSON.stringify({ meeting: { encryption_key: '6a1fd7c03b9e4412a8f05bd1937cc2e4' } }),
      headers: { 'content-type': 'application/json' },
    }),
  }) as const;

/** S07: the same rule as S06, while the primary data centre is made to fail: only then the fallback list shows. */
export const fallbackAbroad: Scenario = {
  id: 'S07',
  title: 'A fallback abroad, once the primary fails',
  standing: 'seen',
  story: "A meeting app's clients tried primary data centres, then secondary ones; mainland China was on the fallback list by mistake.",
  source: 'Citizen Lab on Zoom, 3 April 2020',
  ruleset: 's07.yaml',
  violates: ['keys-come-from-home'],
  failHosts: ['keys.primary.us.meeting.example:refuse'],
  origins: [keys(centres.fixed[0]), keys(centres.fixed[1]), keys(centres.leaky[1])],
  app: (device, build) => firstThatAnswers(device, centres[build]),
};
