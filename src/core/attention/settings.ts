import type { Project } from '../project/definition.ts';

/** When people are reminded of open questions. Times are seconds. */
export interface AttentionSettings {
  /** Times after the question was asked, ascending. */
  after: readonly number[];
  /** Nobody is called twice within this time, whatever the question. */
  interval: number;
  quiet: QuietHours | null;
}

/** From one time of day to another (“22:00”) in a time zone, each day; they may go past midnight. */
export interface QuietHours {
  from: string;
  to: string;
  timeZone: string;
}

/** Ruling 10: 15 minutes, 4 hours, a day. */
const usual = [900, 14_400, 86_400];

/** The project's settings, or the defaults. (Projects that were stored before there were reminders have none.) */
export function attentionOf({ reminders }: Pick<Project, 'reminders'>): AttentionSettings {
  const after = reminders?.after ?? usual;
  const quiet = reminders?.quiet;
  return {
    after,
    interval: reminders?.interval ?? after[0] ?? 0,
    quiet: quiet ? { from: quiet.from, to: quiet.to, timeZone: quiet.time_zone } : null,
  };
}
