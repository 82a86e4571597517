/** What is told of one packet. `payload` is a view. */
export interface ToldPacket {
  /** Flat list; empty when the packet names nothing. */
  readonly properties: readonly string[];
  readonly payload: Buffer;
  readonly contentType: string | undefined;
}

const nothing = Buffer.alloc(0);

export function propertiesOnly(properties: readonly string[]): ToldPacket {
  return { properties, payload: nothing, contentType: undefined };
}
