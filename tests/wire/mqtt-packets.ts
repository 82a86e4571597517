/** Control packets of MQTT, written out by hand, so that malformed ones can be made too. */

export function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    const digit = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? digit | 0x80 : digit);
  } while (rest > 0);
  return Buffer.from(bytes);
}

export function text(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

/** `first`: type and flags. */
export function packet(first: number, ...parts: (Buffer | string | number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
  return Buffer.concat([Buffer.from([first]), varint(body.length), body]);
}

export function properties(...parts: (Buffer | number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
  return Buffer.concat([varint(body.length), body]);
}

export const userProperty = (name: string, value: string): Buffer => Buffer.concat([Buffer.from([0x26]), text(name), text(value)]);
export const textProperty = (id: number, value: string | Buffer): Buffer => Buffer.concat([Buffer.from([id]), text(value)]);

export const connect4 = (clientId: string): Buffer => packet(0x10, text('MQTT'), [4, 2, 0, 60], text(clientId));
export const connect5 = (clientId: string, block: Buffer = properties()): Buffer =>
  packet(0x10, text('MQTT'), [5, 2, 0, 60], block, text(clientId));
export const publish4 = (topic: string, payload: string | Buffer): Buffer => packet(0x30, text(topic), payload);
export const publish5 = (topic: string, payload: string | Buffer, block: Buffer = properties()): Buffer =>
  packet(0x30, text(topic), block, payload);
export const connack4 = packet(0x20, [0, 0]);
export const connack5 = packet(0x20, [0, 0], properties());
