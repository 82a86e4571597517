import { describe, expect, it } from 'vitest';
import { tlsNames } from '../../../proxy/capture/tls-names.js';
import { readClientHello } from '../../../proxy/tls/client-hello.js';
import { realHello } from '../../harness/tls-hello.js';

const target = { host: 'target.example', port: 443 };
const reversed = { scheme: 'https', authority: target, shownAs: 'shown.example' } as const;

async function helloOf(servername: string) {
  const reading = readClientHello(await realHello({ servername }));
  if (reading.kind !== 'complete') throw new Error(reading.kind);
  return reading.hello;
}

describe('tlsNames', () => {
  it('shows, sends and asks for the name that the device sent, whatever it asked the proxy for', async () => {
    expect(tlsNames(target, await helloOf('device.example'), undefined)).toEqual({
      shown: 'device.example',
      sent: 'device.example',
      origin: 'device.example',
    });
  });

  it('goes by what the proxy was asked for where the device sent no name, and sends none either', async () => {
    const names = { shown: 'target.example', origin: 'target.example' };
    const nameless = await helloOf('');
    expect(nameless).not.toHaveProperty('serverName');
    expect(tlsNames(target, nameless, undefined)).toEqual(names);
    expect(tlsNames(target, undefined, undefined)).toEqual(names);
    expect(tlsNames(target, undefined, undefined)).not.toHaveProperty('sent');
  });

  it('tells an origin behind a reverse proxy the name of its URL, and shows the device its own', async () => {
    const origin = { sent: 'target.example', origin: 'target.example' };
    expect(tlsNames(target, await helloOf('device.example'), reversed)).toEqual({ shown: 'device.example', ...origin });
    expect(tlsNames(target, await helloOf(''), reversed)).toEqual({ shown: 'shown.example', ...origin });
    expect(tlsNames(target, undefined, reversed)).toEqual({ shown: 'shown.example', ...origin });
  });
});
