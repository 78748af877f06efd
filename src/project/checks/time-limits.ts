import { duration } from '../../core/project/duration.ts';
import type { Check, Piece } from '../draft.ts';
import { allStages } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';

/** A command of an agent ends with its stage: a longer time would promise what nobody gets. */
export const checkTimeLimits: Check = (draft) => allStages(draft).flatMap(longerThanStage);

function longerThanStage(stage: Piece): Finding[] {
  const whole = stage.get('time_limit').text ?? usual;
  const most = secondsOf(whole);
  const parts = [...stage.get('commands').entries(), stage.get('shell')].map((it) => it.get('time_limit'));
  return parts.flatMap(({ text, path }) => {
    if (text === undefined || !(secondsOf(text) > most)) return [];
    return [
      onValue(
        path,
        `found ${text}, but its stage ends after ${whole}; write less, or give the stage a longer time_limit.`,
      ),
    ];
  });
}

/** What a stage has by itself. */
const usual = '10m';

/** NaN where it is none: the shape check has told that already. */
const secondsOf = (text: string): number => duration.safeParse(text).data ?? NaN;
