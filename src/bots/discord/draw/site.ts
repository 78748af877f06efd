/** What a drawing needs to know of the place that it is drawn for. */
export interface Site {
  /** Where our console is reached; null: links are drawn as plain words. */
  publicUrl: URL | null;
}
