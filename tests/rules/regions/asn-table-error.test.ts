import { describe, expect, it } from 'vitest';
import { AsnTableError } from '../../../rules/regions/asn-table-error.js';

describe('AsnTableError', () => {
  it('names the file and says what to do', () => {
    expect(new AsnTableError('x.bin', { kind: 'not-packed' }).message).toContain('x.bin: there is no such file: reinstall');
    expect(new AsnTableError('x.bin', { kind: 'unreadable', code: 'EACCES' }).message).toContain('(EACCES)');
    expect(new AsnTableError('x.bin', { kind: 'damaged' }).message).toContain('npm run build');
  });
});
