/** What a command under `run` must know to come through the proxy and trust it. Paths are absolute. */
export interface RunEnvironmentOptions {
  readonly inherited: Readonly<Record<string, string | undefined>>;
  /** `http://host:port`. */
  readonly proxyUrl: string;
  readonly host: string;
  readonly port: number;
  readonly caFile: string;
  /** System roots and ours. */
  readonly bundleFile: string;
  readonly trustStore: { readonly file: string; readonly password: string };
  readonly wgetrcFile: string;
  /** `file:` URL of the preload that gives Node 20's fetch a proxy. */
  readonly nodePreload: string;
  readonly controlUrl: string;
  readonly token: string;
}

/**
 * The environment for a command under `run`: the variables that curl, Node, Python, Java, Go, git, Deno, Ruby and wget read. What was
 * inherited stays, except that NO_PROXY is emptied (traffic that goes around the proxy is not seen) and our options are added to
 * JAVA_TOOL_OPTIONS and NODE_OPTIONS.
 */
export function runEnvironment(options: RunEnvironmentOptions): Record<string, string> {
  const { inherited, proxyUrl, bundleFile, trustStore } = options;
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) if (value !== undefined) environment[name] = value;
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) {
    environment[name] = proxyUrl;
    environment[name.toLowerCase()] = proxyUrl;
  }
  const java = [
    `-Dhttp.proxyHost=${options.host}`,
    `-Dhttp.proxyPort=${options.port}`,
    `-Dhttps.proxyHost=${options.host}`,
    `-Dhttps.proxyPort=${options.port}`,
    // Java goes around the proxy for loopback unless this is empty.
    '-Dhttp.nonProxyHosts=',
    quoteJava(`-Djavax.net.ssl.trustStore=${trustStore.file}`),
    `-Djavax.net.ssl.trustStorePassword=${trustStore.password}`,
    '-Djavax.net.ssl.trustStoreType=JKS',
  ].join(' ');
  return {
    ...environment,
    NO_PROXY: '',
    no_proxy: '',
    NODE_EXTRA_CA_CERTS: options.caFile,
    NODE_USE_ENV_PROXY: '1',
    NODE_OPTIONS: joined(inherited['NODE_OPTIONS'], `--import=${options.nodePreload}`),
    SSL_CERT_FILE: bundleFile,
    REQUESTS_CA_BUNDLE: bundleFile,
    CURL_CA_BUNDLE: bundleFile,
    GIT_SSL_CAINFO: bundleFile,
    DENO_CERT: options.caFile,
    WGETRC: options.wgetrcFile,
    JAVA_TOOL_OPTIONS: joined(inherited['JAVA_TOOL_OPTIONS'], java),
    PLAINSIGHT_PROXY_URL: proxyUrl,
    PLAINSIGHT_CA_FILE: options.caFile,
    PLAINSIGHT_CONTROL_URL: options.controlUrl,
    PLAINSIGHT_TOKEN: options.token,
  };
}

function joined(inherited: string | undefined, added: string): string {
  return inherited ? `${inherited} ${added}` : added;
}

/** JAVA_TOOL_OPTIONS is split at white space; quotes hold a path with spaces together. */
function quoteJava(option: string): string {
  return /\s/.test(option) ? `"${option}"` : option;
}
