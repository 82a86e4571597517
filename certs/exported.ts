/** A file for a device or an app build, not yet written or served. */
export interface Exported {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}
