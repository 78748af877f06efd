import type { Grant } from '../../stage/grant.ts';
import type { Definition } from '../../run/state.ts';
import { oneLine } from '../agent-text.ts';
import type { Text } from '../card.ts';
import { callWords } from './call.ts';
import { doerOf, quoted } from './run.ts';

/** Of what the agent wrote; all of it stands on the card where it was approved. */
const longestAbout = 200;

export const grantWords = {
  revoke: 'Revoke',
  hint: 'From the next step on, a person is asked again before each such call. Takes effect at once; the next question can give it anew. Costs nothing.',
};

/** “Engineer may run a command line: `npm test`, at “Make the tests pass”, in this run. Given by Mara, …” */
export function grantText(grant: Grant, definition: Definition): Text {
  const { tool, about, stageId, by, at } = grant;
  const stage = definition.pipeline.stages.find(({ id }) => id === stageId);
  const who = stage ? doerOf(stage, definition) : 'An agent';
  return [
    `${oneLine(who)} may ${callWords.deed({ tool, what: about })}`,
    ...(about === null || tool === 'command' ? [] : [': ', { code: oneLine(about, longestAbout) }]),
    `, at ${quoted(oneLine(stage?.name ?? stageId))}, `,
    ...scopeOf(grant),
    `. Given by ${oneLine(by)}, `,
    { time: at },
    '.',
  ];
}

function scopeOf({ runId, expiresAt }: Grant): Text {
  if (runId !== null) return ['in this run'];
  return ['in every run of this pipeline', ...(expiresAt === null ? [] : [' until ', { time: expiresAt }])];
}
