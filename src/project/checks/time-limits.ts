import { duration } from '../../core/project/duration.ts';
import type { Check, Piece } from '../draft.ts';
import { allStages } from '../draft.ts';
import { onValue, type Finding } from '../fault.ts';

/** An agent's commands end with its stage, so their time limits can't be longer than the stage's. */
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

/** The default time limit of a stage. */
const usual = '10m';

/** NaN if it is not a length of time, which the shape check has reported already. */
const secondsOf = (text: string): number => duration.safeParse(text).data ?? NaN;
