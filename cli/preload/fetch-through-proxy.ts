import http from 'node:http';
import https from 'node:https';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';

/**
 * Preloaded into Node processes under `plainsight run`. Node before 24 ignores NODE_USE_ENV_PROXY, so its fetch, and `http` and `https`
 * requests that name no agent of their own, would go around the proxy. Newer ones go through it by themselves, but in a circle when a
 * program speaks to the proxy or the control endpoint. Must not print, and must not fail the process it is loaded into.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const native = major >= 24 || (major === 22 && minor >= 21);
const proxy = process.env['PLAINSIGHT_PROXY_URL'];

/** What every agent has, but no types tell of. */
interface Adding {
  addRequest(request: http.ClientRequest, options: { readonly host?: string; readonly port?: number | string }): void;
}

/** Programs that speak to these by themselves are not to be sent round in a circle. */
const ours = [proxy, process.env['PLAINSIGHT_CONTROL_URL']].flatMap((url) => (url ? [new URL(url).host] : []));

if (proxy && native) {
  // Read anew for each fetch, and by the agents made here. Children only learn what is true for them too.
  process.env['no_proxy'] = process.env['NO_PROXY'] = ours.join(',');
  const options = { keepAlive: true, proxyEnv: process.env } as http.AgentOptions;
  http.globalAgent = new http.Agent(options);
  https.globalAgent = new https.Agent(options);
} else if (proxy) {
  const direct = http.globalAgent as http.Agent & Adding;
  const through = new HttpProxyAgent(proxy, { keepAlive: true }) as unknown as http.Agent & Adding;
  const addRequest = through.addRequest.bind(through);
  through.addRequest = (request, options) =>
    ours.includes(`${options.host ?? 'localhost'}:${options.port ?? 80}`)
      ? direct.addRequest(request, options)
      : addRequest(request, options);
  http.globalAgent = through;
  https.globalAgent = new HttpsProxyAgent(proxy, { keepAlive: true }) as https.Agent;

  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
  // Making one warns that it is experimental, into the error output of whatever we are loaded into.
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    setGlobalDispatcher(new EnvHttpProxyAgent({ noProxy: ours.join(',') }));
  } finally {
    process.emitWarning = emitWarning;
  }
}
