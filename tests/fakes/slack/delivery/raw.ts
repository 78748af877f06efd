/** A request to the app's request URL, byte by byte. Headers given twice arrive twice. */
export interface RawRequest {
  body: string | Buffer;
  headers: [string, string][];
}

export interface Raw {
  /** Sends this text to every open socket, as it is. */
  socket(text: string): void;
  /** Sends bytes to every open socket as a binary message. */
  binary(bytes: Buffer): void;
  /** Posts this to the app's request URL, and says what came back; null when the connection broke. */
  http(request: RawRequest): Promise<{ status: number; body: string } | null>;
  /** The two headers that Slack signs a body with; unless told, now and with the app's own secret. */
  sign(body: string | Buffer, at?: number, secret?: string): [string, string][];
}
