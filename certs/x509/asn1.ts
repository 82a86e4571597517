import forge from 'node-forge';
import { readDer } from './read-der.js';

const { asn1: forgeAsn1 } = forge;
const { Class, Type } = forgeAsn1;

export type Asn1 = forge.asn1.Asn1;

/** Builds the DER (ITU-T X.690) of what we mint. It only writes; certificates from outside are never parsed with it. */
export const asn1 = {
  sequence: (...children: Asn1[]): Asn1 => forgeAsn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, children),
  set: (...children: Asn1[]): Asn1 => forgeAsn1.create(Class.UNIVERSAL, Type.SET, true, children),
  oid: (dotted: string): Asn1 => primitive(Type.OID, forgeAsn1.oidToDer(dotted).getBytes()),
  /** An INTEGER from its two's complement bytes, most significant first. */
  integer: (bytes: Uint8Array): Asn1 => primitive(Type.INTEGER, binary(bytes)),
  true: (): Asn1 => primitive(Type.BOOLEAN, '\xff'),
  null: (): Asn1 => primitive(Type.NULL, ''),
  utf8: (text: string): Asn1 => primitive(Type.UTF8, binary(Buffer.from(text, 'utf8'))),
  octets: (bytes: Uint8Array): Asn1 => primitive(Type.OCTETSTRING, binary(bytes)),
  /** A BIT STRING; `unusedBits` counts those at the end of the last byte. */
  bits: (bytes: Uint8Array, unusedBits = 0): Asn1 => primitive(Type.BITSTRING, String.fromCharCode(unusedBits) + binary(bytes)),
  /** `[number] EXPLICIT`. */
  explicit: (number: number, child: Asn1): Asn1 => forgeAsn1.create(Class.CONTEXT_SPECIFIC, number as forge.asn1.Type, true, [child]),
  /** `[number] IMPLICIT` of a primitive type. */
  implicit: (number: number, bytes: Uint8Array): Asn1 =>
    forgeAsn1.create(Class.CONTEXT_SPECIFIC, number as forge.asn1.Type, false, binary(bytes)),
  /** RFC 5280 section 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050 on; whole seconds. */
  time: (milliseconds: number): Asn1 => {
    const date = new Date(milliseconds);
    return date.getUTCFullYear() < 2050
      ? primitive(Type.UTCTIME, forgeAsn1.dateToUtcTime(date) as string)
      : primitive(Type.GENERALIZEDTIME, forgeAsn1.dateToGeneralizedTime(date) as string);
  },
  encode: (node: Asn1): Buffer => Buffer.from(forgeAsn1.toDer(node).getBytes(), 'latin1'),
  /** One finished element, taken over byte for byte. */
  splice: (element: Uint8Array): Asn1 => {
    const { tag, contentStart } = readDer(element, 0, element.length);
    // As a "class" the tag byte is written as it is; as a type, node-forge would encode some contents anew.
    return forgeAsn1.create(tag as forge.asn1.Class, Type.NONE, false, binary(element.subarray(contentStart)));
  },
} as const;

function primitive(type: forge.asn1.Type, value: string): Asn1 {
  return forgeAsn1.create(Class.UNIVERSAL, type, false, value);
}

function binary(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
