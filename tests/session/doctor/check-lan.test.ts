import { expect, it } from 'vitest';
import { checkLan } from '../../../session/doctor/check-lan.js';

const address = { address: '192.168.7.4', interfaceName: 'wlan0' };

it('says what to set on a device', () => {
  expect(checkLan({ lan: true, lanAddresses: [address], port: 8080 })).toEqual({
    state: 'ok',
    found: '192.168.7.4 (wlan0)',
    next: 'set 192.168.7.4:8080 as the proxy of the device',
  });
});

it('says how devices would get there', () => {
  expect(checkLan({ lan: false, lanAddresses: [address], port: 8080 })).toMatchObject({
    state: 'note',
    next: expect.stringContaining('--lan'),
  });
});

it('is a problem only for those who want devices', () => {
  expect(checkLan({ lan: true, lanAddresses: [], port: 8080 }).state).toBe('problem');
  expect(checkLan({ lan: false, lanAddresses: [], port: 8080 }).state).toBe('note');
});
