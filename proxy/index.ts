export { ClientFilterError, createClientFilter } from './capture/client-filter.js';
export { type Authority, parseAuthority } from './capture/parse-authority.js';
export { createProxy, type ProxyServer } from './create-proxy.js';
export { type ProxyEvents, type ProxyOptions, ProxyStartError } from './proxy-options.js';
export { Brake } from './relay/brake.js';
export { bundledRoots } from './tls/bundled-roots.js';
export { type UpstreamChooser, UpstreamProxyError, upstreamFromEnvironment } from './upstream/upstream-proxy.js';
