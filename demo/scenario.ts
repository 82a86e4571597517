import type { IncomingHttpHeaders } from 'node:http';

/** Which build of the app runs: the one that leaked, or the one in which that is mended. */
export type Build = 'leaky' | 'fixed';

/** A server of the scenario. It listens on loopback; region overrides in the scenario's ruleset stand in for geography. */
export type DemoOrigin = DemoWebOrigin | DemoDatagramOrigin;

export interface DemoWebOrigin {
  readonly host: string;
  readonly scheme: 'http' | 'https';
  respond(request: DemoRequest): DemoResponse;
}

export interface DemoDatagramOrigin {
  readonly host: string;
  readonly scheme: 'udp';
  /** What each datagram is answered with. */
  answer(datagram: Buffer): Buffer;
}

export interface DemoRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface DemoResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What the app may do: ask its servers through the proxy, and say in which step of the test it is. */
export interface DemoDevice {
  /** `to` is an origin's host. Resolves with the answer's body. Rejects when the proxy or origin refuses. */
  request(to: string, method: string, path: string, body?: string, headers?: Readonly<Record<string, string>>): Promise<string>;
  /** Sends datagrams to a `udp` origin, by way of the proxy's SOCKS5, each when the one before was answered. Resolves with the answers. */
  datagrams(to: string, datagrams: readonly Buffer[]): Promise<readonly Buffer[]>;
  step(action: 'begin' | 'end', name: string): Promise<void>;
}

/** One thing that happened in the world, re-enacted: what was seen or alleged, who served whom, and the app in both builds. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /**
   * `seen`: researchers watched it on the wire, and said so; `published`: it follows from a report, or from an interface that was published;
   * `alleged`: claimed without proof. Always shown.
   */
  readonly standing: 'seen' | 'published' | 'alleged';
  readonly story: string;
  readonly source: string;
  /** What the re-enactment makes up or leaves out, for whoever is shown it. */
  readonly note?: string;
  /** File below `demo/rulesets/`. */
  readonly ruleset: string;
  /** Rules that the leaky build must violate. */
  readonly violates: readonly string[];
  /** What a comparison of runs adds: of both builds, or of two runs of the leaky one. Values are recorded then. */
  readonly compared?: 'builds' | 'leaky-twice';
  readonly origins: readonly DemoOrigin[];
  /** Hosts whose certificates the leaky build does not check. */
  readonly uncheckedHosts?: readonly string[];
  /** Devices are offered wrong certificates, as `doctor --trust` does; an app is to try again until it gets through. */
  readonly trust?: true;
  /** Hosts that are made to fail, as `--fail-host` does. */
  readonly failHosts?: readonly string[];
  app(device: DemoDevice, build: Build): Promise<void>;
}
