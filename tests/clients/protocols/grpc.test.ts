import {
  type ChannelCredentials,
  type ClientDuplexStream,
  type ClientReadableStream,
  type ClientWritableStream,
  credentials,
  loadPackageDefinition,
  Metadata,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceClientConstructor,
  type ServiceError,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../harness/eventually.js';
import type { TestSession } from '../../harness/sessions.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { placesOf, planted, programFile, sessionBefore } from './behind.js';

interface Text {
  readonly text: string;
  readonly number: string;
}

interface RoomsClient {
  Join(
    request: Partial<Text>,
    metadata: Metadata,
    options: { deadline: number },
    done: (error: ServiceError | null, answer?: Text) => void,
  ): void;
  Upload(done: (error: ServiceError | null, answer?: Text) => void): ClientWritableStream<Partial<Text>>;
  Watch(request: Partial<Text>): ClientReadableStream<Text>;
  Talk(): ClientDuplexStream<Partial<Text>, Text>;
  close(): void;
}

const definition = loadSync(programFile('rooms.proto'), { longs: String, defaults: true });
const Rooms = (loadPackageDefinition(definition)['rooms'] as unknown as { Rooms: ServiceClientConstructor }).Rooms;

let server: Server;
let port: number;
const cancelled: string[] = [];

beforeAll(async () => {
  const leaf = testAuthority('origin').leafFor('localhost');
  server = new Server();
  server.addService(Rooms.service, {
    Join(call: ServerUnaryCall<Text, Text>, done: sendUnaryData<Text>) {
      if (call.request.text === 'never') return void call.on('cancelled', () => cancelled.push('join'));
      if (call.request.text === 'fail') return done({ code: status.FAILED_PRECONDITION, details: 'no such room' });
      const trailer = new Metadata();
      trailer.set('x-room', `${call.request.text}!`);
      done(null, { text: `joined ${call.request.text}`, number: call.request.number }, trailer);
    },
    Upload(call: ServerReadableStream<Text, Text>, done: sendUnaryData<Text>) {
      let count = 0;
      call.on('data', () => {
        count += 1;
      });
      call.on('end', () => done(null, { text: 'uploaded', number: String(count) }));
    },
    async Watch(call: ServerWritableStream<Text, Text>) {
      for (let index = 0; index < 5; index += 1) call.write({ text: index === 3 ? call.request.text : 'news', number: String(index) });
      call.end();
    },
    Talk(call: ServerDuplexStream<Text, Text>) {
      call.on('data', ({ text, number }: Text) => call.write({ text: `heard ${text}`, number }));
      call.on('end', () => call.end());
      call.on('cancelled', () => cancelled.push('talk'));
    },
  });
  const secure = ServerCredentials.createSsl(null, [
    { cert_chain: Buffer.from(leaf.certificatePem), private_key: Buffer.from(leaf.keyPem) },
  ]);
  port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('localhost:0', secure, (error, bound) => (error ? reject(error) : resolve(bound))),
  );
});
afterAll(() => server.forceShutdown());

/** A client whose channel goes through the session's proxy, as grpc-js reads it from the environment when a channel is made. */
function clientBehind(session: TestSession | undefined, options: Record<string, number> = {}): RoomsClient {
  const trusted: ChannelCredentials = credentials.createSsl(Buffer.from(session?.ca ?? testAuthority('origin').certificatePem));
  if (session === undefined) delete process.env['grpc_proxy'];
  else process.env['grpc_proxy'] = session.proxy.url;
  const client = new Rooms(`localhost:${port}`, trusted, {
    'grpc.enable_http_proxy': session === undefined ? 0 : 1,
    ...options,
  }) as unknown as RoomsClient;
  onTestFinished(() => client.close());
  return client;
}

const join = (client: RoomsClient, text: string, deadline = 10_000, metadata = new Metadata()) =>
  new Promise<Text | number>((resolve) =>
    client.Join({ text, number: '7' }, metadata, { deadline: Date.now() + deadline }, (error, answer) =>
      resolve(error ? error.code : answer!),
    ),
  );

const to = (direction: 'client-to-server' | 'server-to-client') => ({ protocol: 'grpc', direction, location: 'body', wire: 'tls' });

describe('@grpc/grpc-js', () => {
  it('unary: the answer, its status and its trailers are those of the server; the value is found both ways and in a trailer', async () => {
    const session = await sessionBefore();
    const direct = clientBehind(undefined);
    const client = clientBehind(session);
    for (const text of ['harbour', planted, 'fail']) expect(await join(client, text)).toEqual(await join(direct, text));
    client.close();
    const places = await placesOf(session);
    expect(places).toHaveLength(3);
    expect(places).toEqual(
      expect.arrayContaining([
        expect.objectContaining(to('client-to-server')),
        expect.objectContaining(to('server-to-client')),
        expect.objectContaining({ location: 'trailer', path: "$['x-room']", direction: 'server-to-client' }),
      ]),
    );
  });

  it('client and server streaming, compressed', async () => {
    const session = await sessionBefore();
    const client = clientBehind(session, { 'grpc.default_compression_algorithm': 2 });
    const uploaded = await new Promise<Text>((resolve, reject) => {
      const call = client.Upload((error, answer) => (error ? reject(error) : resolve(answer!)));
      for (let index = 0; index < 20; index += 1)
        call.write({ text: index === 11 ? planted : 'a picture '.repeat(20), number: String(index) });
      call.end();
    });
    expect(uploaded).toEqual({ text: 'uploaded', number: '20' });
    const seen: string[] = [];
    for await (const { text } of client.Watch({ text: 'quiet' }) as AsyncIterable<Text>) seen.push(text);
    expect(seen).toEqual(['news', 'news', 'news', 'quiet', 'news']);
    client.close();
    expect(await placesOf(session)).toEqual([expect.objectContaining({ ...to('client-to-server') })]);
  });

  it('bidirectional: a message is inspected while the stream is open', async () => {
    const session = await sessionBefore();
    const client = clientBehind(session);
    const call = client.Talk();
    const heard: string[] = [];
    call.on('data', ({ text }: Text) => heard.push(text));
    call.on('error', () => undefined);
    for (let index = 0; index < 30; index += 1) {
      call.write({ text: index === 17 ? planted : `word ${index}`, number: '1' });
      await eventually(() => heard.length === index + 1, `echo ${index}`);
    }
    await eventually(() => session.told.findings.length === 2, 'findings while the stream is open');
    call.cancel();
    await eventually(() => cancelled.includes('talk'), 'the cancellation to arrive');
    client.close();
    expect((await placesOf(session)).map(({ direction }) => direction).sort()).toEqual(['client-to-server', 'server-to-client']);
  });

  it('a deadline that passes reaches the server as a cancellation', async () => {
    const session = await sessionBefore();
    const client = clientBehind(session);
    expect(await join(client, 'never', 300)).toBe(status.DEADLINE_EXCEEDED);
    await eventually(() => cancelled.includes('join'), 'the cancellation to arrive');
    client.close();
    expect(await placesOf(session)).toEqual([]);
  });
});
