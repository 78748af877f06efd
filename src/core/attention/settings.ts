import type { Project } from '../project/definition.ts';

/** When people are reminded of what waits for them. Seconds. */
export interface AttentionSettings {
  /** After being asked, each later than the one before. */
  after: readonly number[];
  /** Nobody is called twice within it, whatever it is about. */
  interval: number;
  quiet: QuietHours | null;
}

/** Each day from one time of day to another ("22:00"), by the clocks of a place; they may go past midnight. */
export interface QuietHours {
  from: string;
  to: string;
  timeZone: string;
}

/** Ruling 10: 15 minutes, 4 hours, a day. */
const usual = [900, 14_400, 86_400];

/** What a project stored before there were reminders has none of. */
export function attentionOf({ reminders }: Pick<Project, 'reminders'>): AttentionSettings {
  const after = reminders?.after ?? usual;
  const quiet = reminders?.quiet;
  return {
    after,
    interval: reminders?.interval ?? after[0] ?? 0,
    quiet: quiet ? { from: quiet.from, to: quiet.to, timeZone: quiet.time_zone } : null,
  };
}
