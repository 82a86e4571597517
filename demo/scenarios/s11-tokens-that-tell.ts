import { createHmac, randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Scenario } from '../scenario.js';

const appId = '7d0b4e93c1f24a6f8e5a90d2b3c6f718';
const channel = 'room-20417-orchard';
const userId = '1848314487';
const issuedAt = 1_800_000_000;
const lifetime = 86_400;
/** Random in the world; the same here in every run, so that runs can be compared. */
const salt = 0x51d7e03b;

const u16 = (value: number): Buffer => Buffer.of(value & 255, value >> 8);

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** With its length in front, as both forms of token write texts and bytes. */
function counted(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([u16(bytes.length), bytes]);
}

const sign = (content: Buffer): Buffer => createHmac('sha256', 'a certificate that only the servers know').update(content).digest();

/** The older form: the app ID as it is, then base64 of a signature, of CRC-32 sums of channel and user, and of what is allowed until when. */
function token006(): string {
  const grants = Buffer.concat([u32(salt), u32(issuedAt + lifetime), u16(1), u16(1), u32(issuedAt + lifetime)]);
  const sums = Buffer.concat([u32(crc32(channel)), u32(crc32(userId))]);
  const signature = sign(Buffer.concat([Buffer.from(appId + channel + userId), grants]));
  return `006${appId}${Buffer.concat([counted(signature), sums, counted(grants)]).toString('base64')}`;
}

/** The newer form: base64 of zlib of a signature, the app ID, times, and for each service the channel and the user. */
function token007(): string {
  const service = Buffer.concat([u16(1), u16(1), u16(1), u32(lifetime), counted(channel), counted(userId)]);
  const content = Buffer.concat([counted(appId), u32(issuedAt), u32(lifetime), u32(salt), u16(1), service]);
  return `007${deflateSync(Buffer.concat([counted(sign(content)), content])).toString('base64')}`;
}

const opaqueToken = (): string => randomBytes(48).toString('base64url');

/** S11: room tokens that look random and tell app, channel and user to whoever is shown them. */
export const tokensThatTell: Scenario = {
  id: 'S11',
  title: 'Tokens that tell who is in which room',
  standing: 'published',
  story:
    "A voice provider's tokens look random and are not: app ID, channel and user can be read by anyone who is handed one, as in a log.",
  source: "Agora's published token builders, AccessToken (006) and AccessToken2 (007), as read in 2026",
  note: 'That a collector of diagnostics was sent them is made up. Of channel and user the form 006 holds CRC-32 sums, which are not looked for.',
  ruleset: 's11.yaml',
  violates: ['tokens-tell-nobody-else'],
  origins: [
    { host: 'edge.voice.example', scheme: 'https', respond: () => ({ body: '{"joined":true}' }) },
    { host: 'logs.collector.example', scheme: 'https', respond: () => ({ body: '{"stored":true}' }) },
  ],
  async app(device, build) {
    const json = { 'content-type': 'application/json' };
    const tokens =
      build === 'leaky'
        ? { signalling_token: token006(), media_token: token007() }
        : { signalling_token: opaqueToken(), media_token: opaqueToken() };
    await device.request('edge.voice.example', 'POST', '/join', JSON.stringify(tokens), json);
    await device.request('logs.collector.example', 'POST', '/v1/diagnostics', JSON.stringify({ event: 'joined', ...tokens }), json);
  },
};
