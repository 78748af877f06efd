import type { Json } from './message.ts';

/** A view as it stands in front of one person. */
export interface View {
  id: string;
  user: string;
  hash: string;
  /** As the app gave it, with ids filled in. */
  given: Json;
  root: string;
  previous: string | null;
  /** What is filled in: block_id → action_id → state value. */
  values: Record<string, Record<string, Json>>;
  /** What the app said of fields when it refused them. */
  problems: Record<string, string>;
  /** Slack's own complaint. */
  trouble: string | null;
}
