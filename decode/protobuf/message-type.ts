/** Number types of protobuf, and `string` and `bytes`. */
export type ScalarType =
  | 'double'
  | 'float'
  | 'int32'
  | 'uint32'
  | 'sint32'
  | 'fixed32'
  | 'sfixed32'
  | 'int64'
  | 'uint64'
  | 'sint64'
  | 'fixed64'
  | 'sfixed64'
  | 'bool'
  | 'string'
  | 'bytes';

export type SingleValue =
  | { readonly kind: 'scalar'; readonly scalar: ScalarType }
  | { readonly kind: 'enum'; readonly names: Readonly<Record<number, string | undefined>> }
  | { readonly kind: 'message'; readonly type: MessageType };

export interface MapValue {
  readonly kind: 'map';
  readonly key: ScalarType;
  readonly value: SingleValue;
}

/** The message that holds any other, whose type its field 1 names. */
export const anyName = 'google.protobuf.Any';

/** `any`: the bytes of a google.protobuf.Any, whose type another field names. */
export type FieldValue = SingleValue | MapValue | { readonly kind: 'any'; readonly typeOf: (fullName: string) => MessageType | undefined };

export interface FieldType {
  /** As the schema writes it: `room_id`. */
  readonly name: string;
  readonly value: FieldValue;
}

/** A message's type, as a schema gives it. Types may contain themselves: `fields` is made when first asked for. */
export interface MessageType {
  /** With its package: `acme.chat.JoinRequest`. */
  readonly fullName: string;
  readonly fields: ReadonlyMap<number, FieldType>;
}
