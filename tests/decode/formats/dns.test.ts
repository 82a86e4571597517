import { type Answer, decode, encode } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import type { Message } from '../../../model/index.js';
import fc from '../../harness/fast-check.js';
import { answer, query, withRecord } from '../dns/messages.js';
import { linesOf } from '../fields.js';
import { request, response, typed } from '../message.js';

const type = 'application/dns-message';
const lines = (bytes: Buffer) => linesOf(typed(type, bytes));
const gaps = (message: Message) =>
  createDecoder()
    .decode(message)
    .gaps.map(({ reason, location, detail }) => `${reason} ${location} ${detail}`);
const dnsMessage = (bytes: Buffer): Message => ({ ...typed(type, bytes), kind: 'dns', request: undefined, contentType: type });

describe('dns', () => {
  it('reads the names asked for', () => {
    expect(lines(query('u-77.tracker.example'))).toEqual(["$['questions'][0]['name'] = u-77.tracker.example [dns]"]);
    const two = encode({
      type: 'query',
      questions: [
        { type: 'AAAA', name: 'One.example' },
        { type: 'TXT', name: 'two.example' },
      ],
    });
    expect(lines(two)).toEqual(["$['questions'][0]['name'] = One.example [dns]", "$['questions'][1]['name'] = two.example [dns]"]);
    expect(createDecoder().decode(typed(type, query('a.example'))).depth).toBe('read');
  });

  it('reads what answers hold', () => {
    const name = 'www.example';
    const answers: Answer[] = [
      { type: 'CNAME', name, data: 'cdn.example' },
      { type: 'A', name: 'cdn.example', data: '192.0.2.7' },
      { type: 'AAAA', name: 'cdn.example', data: '2001:db8::7' },
      { type: 'MX', name, data: { preference: 10, exchange: 'mx.example' } },
      { type: 'SRV', name, data: { port: 5060, target: 'sip.example' } },
      { type: 'TXT', name, data: ['user=ada', '@example.test'] },
      { type: 'PTR', name, data: 'ptr.example' },
      { type: 'HINFO', name, data: { cpu: 'ARM', os: 'Phone OS' } },
      { type: 'CAA', name, data: { flags: 0, tag: 'issue', value: 'ca.example' } },
      {
        type: 'NAPTR',
        name,
        data: { order: 1, preference: 1, flags: 'u', services: 'E2U+sip', regexp: '!^.*$!sip:ada@example!', replacement: '.' },
      },
      { type: 'RP', name, data: { mbox: 'admin.example', txt: 'txt.example' } },
    ];
    const authorities: Answer[] = [
      {
        type: 'SOA',
        name: 'example',
        data: { mname: 'ns.example', rname: 'root.example', serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5 },
      },
      { type: 'NS', name: 'example', data: 'ns.example' },
    ];
    const message = response({ bytes: answer(name, answers, { authorities }), headers: ['content-type', type] });
    expect(linesOf(message)).toEqual([
      "$['questions'][0]['name'] = www.example [dns]",
      "$['answers'][0]['name'] = www.example [dns]",
      "$['answers'][0]['data'] = cdn.example [dns]",
      "$['answers'][1]['name'] = cdn.example [dns]",
      "$['answers'][1]['data'] = 192.0.2.7 [dns]",
      "$['answers'][2]['name'] = cdn.example [dns]",
      "$['answers'][2]['data'] = 2001:db8::7 [dns]",
      "$['answers'][3]['name'] = www.example [dns]",
      "$['answers'][3]['data']['exchange'] = mx.example [dns]",
      "$['answers'][4]['name'] = www.example [dns]",
      "$['answers'][4]['data']['target'] = sip.example [dns]",
      "$['answers'][5]['name'] = www.example [dns]",
      "$['answers'][5]['data'] = user=ada@example.test [dns]",
      "$['answers'][5]['data']['user'] = ada@example.test [dns > form]",
      "$['answers'][6]['name'] = www.example [dns]",
      "$['answers'][6]['data'] = ptr.example [dns]",
      "$['answers'][7]['name'] = www.example [dns]",
      "$['answers'][7]['data']['cpu'] = ARM [dns]",
      "$['answers'][7]['data']['os'] = Phone OS [dns]",
      "$['answers'][8]['name'] = www.example [dns]",
      "$['answers'][8]['data']['tag'] = issue [dns]",
      "$['answers'][8]['data']['value'] = ca.example [dns]",
      "$['answers'][9]['name'] = www.example [dns]",
      "$['answers'][9]['data']['flags'] = u [dns]",
      "$['answers'][9]['data']['services'] = E2U+sip [dns]",
      "$['answers'][9]['data']['services'] = E2U sip [dns > percent]",
      "$['answers'][9]['data']['regexp'] = !^.*$!sip:ada@example! [dns]",
      "$['answers'][10]['name'] = www.example [dns]",
      "$['answers'][10]['data']['mbox'] = admin.example [dns]",
      "$['answers'][10]['data']['txt'] = txt.example [dns]",
      "$['authorities'][0]['name'] = example [dns]",
      "$['authorities'][0]['data']['mname'] = ns.example [dns]",
      "$['authorities'][0]['data']['rname'] = root.example [dns]",
      "$['authorities'][1]['name'] = example [dns]",
      "$['authorities'][1]['data'] = ns.example [dns]",
    ]);
  });

  it('reads HTTPS records: their target, and parameters as parts', () => {
    const target = Buffer.from('\0\x01\x03svc\x07example\0\0\x01\0\x03\x02h2\0\x05\0\x0bada.example', 'latin1');
    expect(lines(withRecord('www.example', 65, target))).toEqual([
      "$['questions'][0]['name'] = www.example [dns]",
      "$['answers'][0]['name'] = www.example [dns]",
      "$['answers'][0]['data']['target'] = svc.example [dns]",
      "$['answers'][0]['data']['parameters'][1] = \u0002h2 [dns]",
      "$['answers'][0]['data']['parameters'][5] = ada.example [dns]",
    ]);
  });

  it('reads options of EDNS: the client subnet as an address, padding not at all', () => {
    const message = query('a.example', {
      additionals: [
        {
          type: 'OPT',
          name: '.',
          udpPayloadSize: 4096,
          flags: 0,
          options: [
            { code: 8, ip: '203.0.113.0', sourcePrefixLength: 24 },
            { code: 12, length: 20 },
            { code: 65_001, data: Buffer.from('serial-7781') },
          ],
        } as unknown as Answer,
      ],
    });
    expect(lines(message)).toEqual([
      "$['questions'][0]['name'] = a.example [dns]",
      "$['additionals'][0]['data'][8] = 203.0.113.0 [dns]",
      "$['additionals'][0]['data'][65001] = serial-7781 [dns]",
    ]);
  });

  it('gives data of an unknown type as a part, and undoes encodings in labels', () => {
    expect(lines(withRecord('a.example', 999, Buffer.from('{"user":"u-77"}')))).toContain(
      "$['answers'][0]['data']['user'] = u-77 [dns > json]",
    );
    const hidden = Buffer.from('qa.person@example.test').toString('base64url');
    expect(lines(query(`${hidden}.example`))).toContain("$['questions'][0]['name'] = qa.person@example.test [dns > base64]");
  });

  it('says where a value stands', () => {
    const bytes = query('u-77.example');
    const [field] = createDecoder()
      .decode(typed(type, bytes))
      .fields.filter(({ location }) => location === 'body');
    expect(bytes.toString('latin1', ...field!.byteRange)).toBe('\x04u-77\x07example\0');
  });

  it('places what DNS messages of their own hold in names', () => {
    expect(linesOf(dnsMessage(query('u-77.example')), 'name')).toEqual(["$['questions'][0]['name'] = u-77.example [dns]"]);
  });

  it.each([
    ['cut off', answer('www.example', [{ type: 'A', name: 'www.example', data: '192.0.2.7' }]).subarray(0, -3)],
    ['with bytes behind it', Buffer.concat([query('www.example'), Buffer.from('\x06hidden')])],
    ['with a name that points to itself', Buffer.from('000001000001000000000000c00c00010001', 'hex')],
    ['with a label of a reserved kind', Buffer.from('00000100000100000000000081610000010001', 'hex')],
    ['with counts it cannot hold', Buffer.from('000001000001ffffffffffff0161000001000100', 'hex')],
    ['with data that is not what its type says', withRecord('www.example', 5, Buffer.from('\x09short', 'latin1'))],
  ])('a message %s is a gap, and searched', (_name, bytes) => {
    expect(gaps(typed(type, bytes))).toEqual(['undecodable body dns data is broken']);
    expect(lines(bytes).at(-1)).toBe(`$ = ${bytes.toString('latin1')}`);
    expect(gaps({ ...dnsMessage(bytes), cancelled: true })).toEqual([]);
  });

  it('a header alone holds nothing, and text under that type is read as what it is', () => {
    expect(lines(Buffer.from('000781810000000000000000', 'hex'))).toEqual([]);
    expect(gaps(typed(type, Buffer.from('000781810000000000000000', 'hex')))).toEqual([]);
    expect(lines(Buffer.from('{"error":"ada@example.test"}'))).toEqual(["$['error'] = ada@example.test [json]"]);
    expect(gaps(typed(type, '{"error":"none"}'))).toEqual([]);
  });

  it('finds names in a query of DNS over HTTPS', () => {
    for (const bytes of [query('u-77.tracker.example'), query('u-77.tracker.example', { id: 0xfbef, additionals: [] })]) {
      const message = request({ target: `/dns-query?dns=${bytes.toString('base64url')}` });
      expect(linesOf(message, 'query')).toContain("$['dns']['questions'][0]['name'] = u-77.tracker.example [base64 > dns]");
    }
    const json = typed('application/json', JSON.stringify({ q: query('u-77.tracker.example').toString('base64') }));
    expect(linesOf(json)).toContain("$['q']['questions'][0]['name'] = u-77.tracker.example [json > base64 > dns]");
  });

  it.each([
    ['of another opcode', (bytes: Buffer) => bytes.writeUInt16BE(0x2800, 2)],
    ['with a reserved bit', (bytes: Buffer) => bytes.writeUInt16BE(0x0140, 2)],
    ['with two questions', (bytes: Buffer) => bytes.writeUInt16BE(2, 4)],
    ['of another class', (bytes: Buffer) => bytes.writeUInt16BE(9, bytes.length - 2)],
    ['with a control character in its name', (bytes: Buffer) => bytes.writeUInt8(7, 14)],
    ['that claims an answer', (bytes: Buffer) => bytes.writeUInt16BE(1, 6)],
  ])('does not take bytes %s for it, where nothing declares them', (_name, spoil) => {
    const bytes = Buffer.from(query('tracker.example'));
    spoil(bytes);
    const found = linesOf(request({ target: `/?dns=${bytes.toString('base64url')}` }), 'query');
    expect(found.filter((line) => line.includes('> dns'))).toEqual([]);
  });

  it('reads what dns-packet writes, and never throws', () => {
    const label = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
    const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
    const record = fc.oneof(
      fc.record({ type: fc.constant('A' as const), name, data: fc.ipV4() }),
      fc.record({ type: fc.constant('CNAME' as const), name, data: name }),
      fc.record({ type: fc.constant('TXT' as const), name, data: fc.stringMatching(/^[A-Z ]{1,40}$/) }),
    );
    fc.assert(
      fc.property(name, fc.array(record, { maxLength: 5 }), fc.uint8Array({ maxLength: 4 }), (asked, answers, noise) => {
        const bytes = answer(asked, answers);
        const read = decode(bytes);
        const values = createDecoder()
          .decode(typed(type, bytes))
          .fields.filter(({ transforms }) => transforms.length === 1 && transforms[0] === 'dns')
          .map(({ value }) => value);
        expect(values).toEqual([asked, ...(read.answers ?? []).flatMap((one) => [one.name, String('data' in one ? one.data : '')])]);
        const spoilt = Buffer.from(bytes);
        for (const [index, byte] of noise.entries()) spoilt[(byte * 37 + index) % spoilt.length] = byte;
        const decoded = createDecoder().decode(typed(type, spoilt));
        expect(decoded.gaps.filter(({ reason }) => reason === 'inspection-failed')).toEqual([]);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 200 }), (bytes) => {
        const { gaps: found } = createDecoder().decode(typed(type, Buffer.from(bytes)));
        expect(found.filter(({ reason }) => reason === 'inspection-failed')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('makes little work of a message made of pointers', () => {
    const chain = Buffer.alloc(16_000);
    chain.writeUInt16BE(0xffff, 6);
    chain.writeUInt16BE(0x8180, 2);
    for (let at = 14; at + 1 < chain.length; at += 2) chain.writeUInt16BE(0xc000 | (at - 2), at);
    expect(gaps(typed(type, chain))).toEqual(['undecodable body dns data is broken']);
  });
});
