import { type Answer, encode, type Packet } from 'dns-packet';

export const query = (name: string, more: Partial<Packet> = {}): Buffer =>
  encode({ type: 'query', id: 0, flags: 0x0100, questions: [{ type: 'A', name }], ...more });

export const answer = (name: string, answers: Answer[], more: Partial<Packet> = {}): Buffer =>
  encode({ type: 'response', id: 7, flags: 0x0180, questions: [{ type: 'A', name }], answers, ...more });

/** A record of a type that `dns-packet` cannot write; its name points to the question's. */
export const withRecord = (name: string, type: number, data: Buffer): Buffer => {
  const message = Buffer.from(query(name));
  message.writeUInt16BE(0x8180, 2);
  message.writeUInt16BE(1, 6);
  const record = Buffer.alloc(12);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(type, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(60, 6);
  record.writeUInt16BE(data.length, 10);
  return Buffer.concat([message, record, data]);
};
