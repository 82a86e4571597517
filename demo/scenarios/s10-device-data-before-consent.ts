import type { Scenario } from '../scenario.js';

/** S10: positional fields in a JSON array inside a form body, to a third party, before anybody agreed to anything. */
export const deviceDataBeforeConsent: Scenario = {
  id: 'S10',
  title: 'Device data to a third party before consent',
  standing: 'seen',
  story: "On launch, a meeting app's SDK sent model, time zone, city and carrier to a social network's Graph API, account or not.",
  source: 'Motherboard on Zoom for iOS, 26 March 2020',
  ruleset: 's10.yaml',
  violates: ['no-third-party-before-consent'],
  origins: [
    { host: 'api.meeting.example', scheme: 'https', respond: () => ({ body: '{"config":{}}' }) },
    { host: 'graph.social.example', scheme: 'https', respond: () => ({ body: '{"success":true}' }) },
  ],
  async app(device, build) {
    const extinfo = [
      'i2',
      'com.example.meeting',
      '4.6.8',
      '19323',
      '13.4',
      'iPhone12,3',
      'en_JP',
      'JST',
      'NTT-DOCOMO-JP',
      375,
      812,
      '3.00',
    ];
    const report = () =>
      device.request(
        'graph.social.example',
        'POST',
        '/v6.0/app/activities',
        new URLSearchParams({ event: 'MOBILE_APP_INSTALL', extinfo: JSON.stringify(extinfo) }).toString(),
        {
          'content-type': 'application/x-www-form-urlencoded',
        },
      );
    await device.request('api.meeting.example', 'GET', '/config');
    if (build === 'leaky') await report();
    await device.step('begin', 'consent');
    await device.request('api.meeting.example', 'POST', '/consent', '{"analytics":true}', { 'content-type': 'application/json' });
    await device.step('end', 'consent');
    await report();
  },
};
