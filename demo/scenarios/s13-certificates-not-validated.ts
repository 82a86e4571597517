import type { DemoDevice, Scenario } from '../scenario.js';

const hosts = { health: 'health.games.example', chat: 'chat.games.example', files: 'files.games.example' } as const;
const json = { 'content-type': 'application/json' };
/** More than there are wrong certificates: what comes after them is the good one. */
const patience = 8;

/** As apps do when a network fails them: again, for a while. */
async function untilAnswered(device: DemoDevice, host: string, path: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await device.request(host, 'POST', path, body, json);
      return;
    } catch (error) {
      if (attempt === patience) throw error;
    }
  }
}

/** S13: an app that talks to whoever answers, for some of its hosts. */
export const certificatesNotValidated: Scenario = {
  id: 'S13',
  title: 'Certificates that nobody checks',
  standing: 'seen',
  story:
    'The app that all who came to the games had to install did not check the certificates of some of its hosts, health declarations among them; ' +
    'who writes to whom was sent without any encryption.',
  source: 'Citizen Lab, "Cross-Country Exposure: Analysis of the MY2022 Olympics App", 18 January 2022',
  note: 'run as plainsight doctor --trust: wrong certificates are offered first, one kind at a time; nothing that is sent under them is relayed.',
  ruleset: 's13.yaml',
  violates: ['plainsight/certificate-not-validated', 'who-writes-to-whom-in-cleartext'],
  trust: true,
  uncheckedHosts: [hosts.health],
  origins: [
    { host: hosts.health, scheme: 'https', respond: () => ({ body: '{"stored":true}', headers: json }) },
    { host: hosts.files, scheme: 'https', respond: () => ({ body: '{"stored":true}', headers: json }) },
    { host: hosts.chat, scheme: 'http', respond: () => ({ body: '{"sent":true}', headers: json }) },
  ],
  async app(device, build) {
    await untilAnswered(device, hosts.health, '/v1/declaration', JSON.stringify({ temperature: 36.6, symptoms: [] }));
    await untilAnswered(device, hosts.files, '/v1/avatar', JSON.stringify({ image: 'iVBORw0KGgo=' }));
    const envelope = build === 'leaky' ? { from: 'athlete-40217', to: 'coach-11873' } : { envelope: 'sealed' };
    await device.request(hosts.chat, 'POST', '/v1/relay', JSON.stringify(envelope), json);
  },
};
