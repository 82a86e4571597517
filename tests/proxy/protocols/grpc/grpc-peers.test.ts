import grpc from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { observedRelay } from '../../../wire/http2-relay.js';
import { describeHttp2 } from '../../../wire/http2-told.js';

const bytes = { serialize: (value: Buffer) => value, deserialize: (value: Buffer) => value };
const method = (path: string, requestStream: boolean, responseStream: boolean): grpc.MethodDefinition<Buffer, Buffer> => ({
  path,
  requestStream,
  responseStream,
  requestSerialize: bytes.serialize,
  requestDeserialize: bytes.deserialize,
  responseSerialize: bytes.serialize,
  responseDeserialize: bytes.deserialize,
});
const service = { unary: method('/S/Unary', false, false), chat: method('/S/Chat', true, true), fail: method('/S/Fail', false, false) };

async function between(
  act: (client: grpc.Client, told: Awaited<ReturnType<typeof observedRelay>>['told']) => Promise<void>,
  options: grpc.ClientOptions = {},
) {
  const server = new grpc.Server();
  server.addService(service, {
    unary: (call: grpc.ServerUnaryCall<Buffer, Buffer>, done: grpc.sendUnaryData<Buffer>) => {
      const trailers = new grpc.Metadata();
      trailers.set('x-trailer', 'tail');
      done(null, Buffer.concat([Buffer.from('re: '), call.request]), trailers);
    },
    chat: (call: grpc.ServerDuplexStream<Buffer, Buffer>) => {
      call.on('data', (message: Buffer) => call.write(Buffer.concat([Buffer.from('re: '), message])));
      call.on('end', () => call.end());
    },
    fail: (_: grpc.ServerUnaryCall<Buffer, Buffer>, done: grpc.sendUnaryData<Buffer>) =>
      done({ code: grpc.status.NOT_FOUND, details: 'none' }),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  const relay = await observedRelay(port);
  const client = new grpc.Client(`127.0.0.1:${relay.port}`, grpc.credentials.createInsecure(), options);
  try {
    await act(client, relay.told);
  } finally {
    client.close();
    await relay.closed;
    server.forceShutdown();
  }
  return describeHttp2(relay.told);
}

function unary(client: grpc.Client, path: string, message: string): Promise<string> {
  return new Promise((resolve) => {
    client.makeUnaryRequest(path, bytes.serialize, bytes.deserialize, Buffer.from(message), (error, value) => {
      resolve(error === null ? String(value) : error.details);
    });
  });
}

describe('real traffic of gRPC', () => {
  it('has unary calls read, those that fail too', async () => {
    const lines = await between(async (client) => {
      expect(await unary(client, '/S/Unary', 'hello')).toBe('re: hello');
      expect(await unary(client, '/S/Fail', 'x')).toBe('none');
    });
    expect(lines).toContain('c7-x1-q-m1 "hello"');
    expect(lines).toContain('c7-x1-r-m1 "re: hello"');
    expect(lines.find((line) => line.startsWith('c7-x1-r 200'))).toMatch(/trailers=\[.*grpc-status,0.*x-trailer,tail/);
    expect(lines).toContain('c7-x2-q POST /S/Fail');
    expect(lines).toContain('exchange c7-x2 200');
    expect(lines.filter((line) => line.startsWith('gap') || line.startsWith('c7-f'))).toEqual([]);
  });

  it('has a conversation read while it goes on', async () => {
    const rounds = ['one', 'two', 'three'];
    const lines = await between(async (client, told) => {
      const call = client.makeBidiStreamRequest('/S/Chat', bytes.serialize, bytes.deserialize);
      for (const [index, word] of rounds.entries()) {
        const answer = new Promise<Buffer>((resolve) => call.once('data', resolve));
        call.write(Buffer.from(word));
        expect(String(await answer)).toBe(`re: ${word}`);
        const seen = told.flatMap((event) => (event.kind === 'message' ? [`${event.message.id} ${event.message.body.bytes}`] : []));
        expect(seen).toContain(`c7-x1-q-m${index + 1} ${word}`);
        expect(seen).toContain(`c7-x1-r-m${index + 1} re: ${word}`);
      }
      const ended = new Promise((resolve) => call.once('end', resolve));
      call.on('data', () => undefined);
      call.end();
      await ended;
    });
    expect(lines.filter((line) => line.startsWith('gap'))).toEqual([]);
    expect(lines.at(-1)).toBe('exchange c7-x1 200');
  });

  it('has a cancelled conversation read as far as it came', async () => {
    const lines = await between(async (client) => {
      const call = client.makeBidiStreamRequest('/S/Chat', bytes.serialize, bytes.deserialize);
      const failed = new Promise((resolve) => call.once('error', resolve));
      const answer = new Promise((resolve) => call.once('data', resolve));
      call.write(Buffer.from('one'));
      await answer;
      call.cancel();
      await failed;
    });
    expect(lines).toContain('c7-x1-q-m1 "one"');
    expect(lines).toContain('c7-x1-r 200 cancelled');
    expect(lines).toContain('exchange c7-x1 200 incomplete');
    expect(lines.filter((line) => line.startsWith('gap'))).toEqual([]);
  });

  it('has compressed messages read', async () => {
    const text = 'some text '.repeat(50);
    const lines = await between(
      async (client) => {
        expect(await unary(client, '/S/Unary', text)).toBe(`re: ${text}`);
      },
      { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip },
    );
    expect(lines).toContain(`c7-x1-q-m1 "${text}"`);
    expect(lines).toContain(`c7-x1-r-m1 "re: ${text}"`);
  });
});
