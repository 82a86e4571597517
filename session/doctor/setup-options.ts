/** What a run would be started with. Paths as given; times are epoch milliseconds. */
export interface SetupOptions {
  readonly home: string;
  readonly dataFolder: string;
  /** Ruleset files that were named. Absent: what stands in `workingFolder`, else the baseline. */
  readonly rules?: readonly string[];
  readonly workingFolder: string;
  readonly host: string;
  readonly port: number;
  readonly lan: boolean;
  readonly lanAddresses: readonly { readonly interfaceName: string; readonly address: string }[];
  readonly caCertificate?: string;
  readonly caKey?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: number;
  /** As in `process.versions.node`. */
  readonly nodeVersion: string;
  /** The run that is going on in the data folder, if one is, and the address of its proxy's port is likely to be the one asked for. */
  readonly runningRun?: string;
}
