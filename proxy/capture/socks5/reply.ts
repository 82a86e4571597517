import { encodeAddress } from './encode-address.js';

/** REP of RFC 1928, section 6. */
export const replyCodes = {
  succeeded: 0x00,
  generalFailure: 0x01,
  notAllowed: 0x02,
  networkUnreachable: 0x03,
  hostUnreachable: 0x04,
  connectionRefused: 0x05,
  ttlExpired: 0x06,
  commandNotSupported: 0x07,
  addressTypeNotSupported: 0x08,
} as const;

export type ReplyCode = (typeof replyCodes)[keyof typeof replyCodes];

/** A reply to a request (RFC 1928, section 6). A failure is bound to nothing: 0.0.0.0, port 0. */
export function encodeReply(
  code: ReplyCode,
  bound: { readonly address: string; readonly port: number } = { address: '0.0.0.0', port: 0 },
): Buffer {
  return Buffer.concat([Buffer.of(0x05, code, 0x00), encodeAddress(bound.address, bound.port)]);
}
