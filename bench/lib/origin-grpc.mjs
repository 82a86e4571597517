// gRPC origin whose one method echoes every message of a stream.
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { originAuthority } from './certificates.mjs';

const authority = originAuthority();
const leaf = authority.leafFor('origin.test');
const identity = (bytes) => bytes;
const server = new Server();
server.addService(
  {
    talk: {
      path: '/Rooms/Talk',
      requestStream: true,
      responseStream: true,
      requestSerialize: identity,
      requestDeserialize: identity,
      responseSerialize: identity,
      responseDeserialize: identity,
    },
  },
  {
    talk(call) {
      call.on('data', (message) => call.write(message));
      call.on('end', () => call.end());
      call.on('error', () => undefined);
    },
  },
);
const pair = { cert_chain: Buffer.from(leaf.certificatePem), private_key: Buffer.from(leaf.keyPem) };
server.bindAsync('127.0.0.1:0', ServerCredentials.createSsl(null, [pair]), (error, port) => {
  if (error) throw error;
  process.send({ port, ca: authority.certificateFile });
});
process.on('disconnect', () => process.exit(0));
