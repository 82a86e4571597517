/**
 * Preloaded into Node processes under `plainsight run`: Node before 24 ignores NODE_USE_ENV_PROXY, so its fetch would go around
 * the proxy. Newer ones need nothing. Must not print, and must not fail the process it is loaded into.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const native = major >= 24 || (major === 22 && minor >= 21);

if (!native && process.env['HTTPS_PROXY']) {
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
  // Making one warns that it is experimental, into the error output of whatever we are loaded into.
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    setGlobalDispatcher(new EnvHttpProxyAgent());
  } finally {
    process.emitWarning = emitWarning;
  }
}

export {};
