import { describe, expect, it } from 'vitest';
import { alertNumberOf, alertRecord } from '../../../proxy/tls/alert.js';

describe('alerts', () => {
  it('are one fatal plaintext record', () => {
    expect(alertRecord(48)).toEqual(Buffer.from('15030300020230', 'hex'));
  });

  it('are found in the errors of OpenSSL, and only there', () => {
    expect(alertNumberOf(new Error('ssl3_read_bytes:tlsv1 alert unknown ca:../rec_layer_s3.c:1605:SSL alert number 48'))).toBe(48);
    expect(alertNumberOf(new Error('read ECONNRESET'))).toBeUndefined();
    expect(alertNumberOf(new Error('SSL alert number '))).toBeUndefined();
  });
});
