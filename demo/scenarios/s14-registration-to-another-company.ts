import { createCipheriv } from 'node:crypto';
import type { DemoOrigin, Scenario } from '../scenario.js';

const registration = JSON.stringify({
  organization: '7402198865113',
  install_id: '5b0e7c52-91d4-4c63-a8f7-0d2f6e81b394',
  sdk_version: '1.6.8',
  os_version: '18.3',
  language: 'en',
});

/** In every copy of the app: the key, and the initialization vector that should be another one each time. */
const key = Buffer.from('0123456789abcdeffedcba9876543210f0e1d2c3b4a59687', 'hex');
const initializationVector = Buffer.alloc(8);

/** 3DES, which NIST disallows for encryption since 2024, and in such a way that equal data becomes equal bytes, in any run on any device. */
function encrypted(text: string): string {
  const cipher = createCipheriv('des-ede3-cbc', key, initializationVector);
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('base64');
}

const respond = () => ({ body: '{"ok":true}' });
const origins: readonly DemoOrigin[] = [
  { host: 'register.cloud-operator.example', scheme: 'http', respond },
  { host: 'events.cloud-operator.example', scheme: 'https', respond },
  { host: 'api.us.assistant.example', scheme: 'https', respond },
];

/** S14: registration readable by anyone on the way, and everything at servers of a company that nobody had named. */
export const registrationToAnotherCompany: Scenario = {
  id: 'S14',
  title: 'Registration in cleartext, to the cloud of another company',
  standing: 'published',
  story:
    "An AI assistant's app registered unencrypted, used 3DES with one built-in key and a reused IV, and sent it all to a third company's servers.",
  source: 'NowSecure on DeepSeek for iOS, 6 February 2025',
  note: 'No rule judges the 3DES ciphertext: that it is the same in every run shows only when two runs are compared.',
  ruleset: 's14.yaml',
  violates: ['registration-never-in-cleartext', 'registration-stays-home', 'nothing-to-the-cloud-operator'],
  compared: 'leaky-twice',
  origins,
  async app(device, build) {
    const json = { 'content-type': 'application/json' };
    if (build === 'fixed') {
      await device.request('api.us.assistant.example', 'POST', '/v1/registration', registration, json);
      await device.request('api.us.assistant.example', 'POST', '/v1/events', '{"event":"launch"}', json);
      return;
    }
    await device.request('register.cloud-operator.example', 'POST', '/v1/registration', registration, json);
    for (const event of ['launch', 'resume']) {
      const body = JSON.stringify({ event, payload: encrypted(registration) });
      await device.request('events.cloud-operator.example', 'POST', '/v1/events', body, json);
    }
  },
};
