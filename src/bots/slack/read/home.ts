import { z } from 'zod';
import { envelope, id } from './account.ts';
import { ignored, type Read } from './read.ts';

/** https://docs.slack.dev/reference/events/app_home_opened: sent for the Messages tab too, where nothing is drawn. */
const opened = envelope.extend({ event: z.looseObject({ user: id, tab: z.string() }) });

export function readHome(body: unknown): Read | null {
  const read = opened.safeParse(body);
  if (!read.success) return null;
  const { event, team_id: team } = read.data;
  if (event.tab !== 'home') return ignored;
  return { kind: 'home', account: { surface: 'slack', team, user: event.user } };
}
