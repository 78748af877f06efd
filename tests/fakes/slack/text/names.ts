/** What a reader's client knows: names behind ids, and the reader's time zone. */
export interface Names {
  user(id: string): string | undefined;
  channel(id: string): string | undefined;
  group(id: string): string | undefined;
  zone: string;
}

/** A client that knows nobody, in UTC: ids are shown as they are. */
export const noNames: Names = {
  user: () => undefined,
  channel: () => undefined,
  group: () => undefined,
  zone: 'UTC',
};
