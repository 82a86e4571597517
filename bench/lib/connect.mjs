// A TLS connection to an origin through a CONNECT proxy.
import { connect as tcp } from 'node:net';
import { connect as tls } from 'node:tls';

export function openThrough(proxyPort, originPort, ca, alpn = 'http/1.1', name = 'origin.test') {
  return new Promise((resolve, reject) => {
    const socket = tcp(proxyPort, '127.0.0.1');
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.write(`CONNECT ${name}:${originPort} HTTP/1.1\r\nHost: ${name}:${originPort}\r\n\r\n`);
    let head = '';
    socket.on('data', function onHead(chunk) {
      head += chunk;
      if (!head.includes('\r\n\r\n')) return;
      socket.removeListener('data', onHead);
      if (!head.includes(' 200 ')) return reject(new Error(head.split('\r\n')[0]));
      const secure = tls({ socket, servername: name, ca, ALPNProtocols: [alpn] });
      secure.once('error', reject);
      secure.once('secureConnect', () => resolve(secure));
    });
  });
}
