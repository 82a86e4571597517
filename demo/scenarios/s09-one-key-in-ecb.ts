import { createCipheriv, randomBytes } from 'node:crypto';
import type { Build, Scenario } from '../scenario.js';

const silence = Buffer.alloc(16, 0x5c);

/** A packet of sound with pauses in it, encrypted with one key for the whole meeting: in ECB equal blocks stay equal. */
function packet(build: Build, key: Buffer, index: number): Buffer {
  const sound = Buffer.concat([randomBytes(32), silence, silence, randomBytes(16), silence, silence, randomBytes(32)]);
  const cipher = build === 'leaky' ? createCipheriv('aes-128-ecb', key, null) : createCipheriv('aes-128-gcm', key, randomBytes(12));
  return Buffer.concat([Buffer.of(0x05, 0x0f, index >> 8, index & 255), cipher.update(sound), cipher.final()]);
}

/** S09: one AES-128 key in ECB mode for a whole meeting: what repeats in the sound repeats in the packets. */
export const oneKeyInEcb: Scenario = {
  id: 'S09',
  title: 'One key in ECB mode for a whole meeting',
  standing: 'seen',
  story:
    'Audio and video of a meeting were encrypted with a single AES-128 key in ECB mode, which preserves the patterns of what it hides.',
  source: 'Citizen Lab on Zoom, 3 April 2020',
  ruleset: 's09.yaml',
  violates: ['no-repeating-ciphertext'],
  origins: [
    { host: 'media.meeting.example', scheme: 'udp', answer: () => Buffer.of(0x05) },
    { host: 'api.meeting.example', scheme: 'https', respond: () => ({ body: '{"joined":true}' }) },
  ],
  async app(device, build) {
    await device.request('api.meeting.example', 'POST', '/join', '{}');
    const key = randomBytes(16);
    await device.datagrams(
      'media.meeting.example',
      Array.from({ length: 12 }, (_, index) => packet(build, key, index)),
    );
  },
};
