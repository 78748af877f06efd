/** What a drawing needs to know of the place that it is drawn for. */
export interface Site {
  /** Where our console is reached; null: links are drawn as plain words. */
  publicUrl: URL | null;
  /** The token has `chat:write.customize`: a role speaks under its own name. */
  mayCustomize: boolean;
}

/** A page of ours, and nothing else that a client would follow. */
export const isPath = (path: string): boolean => /^\/(?![/\\])[\w./?=&#%~-]{0,200}$/.test(path);

/** PUBLIC_URL without a slash at its end. */
export const baseOf = (publicUrl: URL | null): string => publicUrl?.href.replace(/\/+$/, '') ?? '';
